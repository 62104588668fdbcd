package org.brandstore.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutboxCursorTest {
    @Test
    void anEventIsGivenOnceAndLookedForUntilTheHorizonHasPassedIt() {
        OutboxCursor cursor = new OutboxCursor(10);
        assertThat(cursor.isNew(1, 12)).isTrue();
        assertThat(cursor.advance(11)).isTrue(); // 11 is still running
        assertThat(cursor.from()).isEqualTo(11);
        assertThat(cursor.isNew(1, 12)).isFalse();
        assertThat(cursor.isNew(0, 11)).as("it became visible late").isTrue();
        assertThat(cursor.advance(13)).isTrue();
        assertThat(cursor.from()).isEqualTo(13);
    }

    @Test
    void aDatabaseThatIsBehindIsNoticed() {
        OutboxCursor cursor = new OutboxCursor(10);
        assertThat(cursor.advance(9)).isFalse();
        assertThat(cursor.advance(9)).isTrue();
    }
}
