package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge is judged first. */
class CheckedValueTest {
    private final CheckedValue value = new CheckedValue("closed", 0);

    @Test
    void whileACommandIsUnderWayBothValuesAreRight() {
        value.begin("1", 10);
        assertThat(value.explains("closed", 11, 12)).isTrue();
        assertThat(value.explains("1", 11, 12)).isTrue();
        assertThat(value.explains("1", 5, 9)).as("before it was sent").isFalse();
    }

    @Test
    void whatWasReplacedIsWrongAfterTheAcknowledgement() {
        value.begin("1", 10);
        value.done(20);
        assertThat(value.explains("closed", 15, 30)).isTrue();
        assertThat(value.explains("closed", 21, 30)).isFalse();
        assertThat(value.explains("1", 21, 30)).isTrue();
        assertThat(value.effects()).containsExactly("1");
    }

    @Test
    void whatWasRefusedWasNeverThere() {
        value.begin("1", 10);
        value.refused();
        assertThat(value.explains("1", 10, 30)).isFalse();
        assertThat(value.present()).isEqualTo("closed");
    }

    @Test
    void closingWhatIsClosedHasNoEffectAndReleasingAgainHasOne() {
        value.begin("closed", 10);
        assertThat(value.effectsOnceDone()).isEmpty();
        value.done(20);
        value.begin("1", 30);
        value.done(40);
        value.begin("1", 50);
        assertThat(value.effectsOnceDone()).containsExactly("1", "1");
        value.done(60);
        assertThat(value.effects()).containsExactly("1", "1");
        value.begin("closed", 70);
        value.done(80);
        assertThat(value.effects()).containsExactly("1", "1", "closed");
    }
}
