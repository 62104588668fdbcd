package org.brandstore.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.Size;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.problem.StoreException;
import org.brandstore.testing.Endpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "a\u0000b", "\u202eno"})
    void noWordsAreNoReason(String words) {
        assertThatThrownBy(() -> Reason.require(words)).isInstanceOf(StoreException.class);
    }

    @Test
    void aReasonHasOneLimit() {
        String most = "x".repeat(Reason.MAX_LENGTH);
        assertThat(Reason.require(" " + most + " ")).isEqualTo(most);
        assertThatThrownBy(() -> Reason.require(most + "x"))
                .hasMessage("cannot use a reason of 1001 characters: at most 1000");
    }

    /** What the API document says of a reason is what is taken. */
    @Test
    void noBodyOfTheAdminApiHasALimitOfItsOwnForReasons() {
        Map<String, Integer> limits = new TreeMap<>();
        Endpoints.bodies("org.brandstore.api.admin").values().stream()
                .filter(Class::isRecord)
                .forEach(body -> Arrays.stream(body.getRecordComponents())
                        .filter(component -> component.getName().equals("reason"))
                        .forEach(component -> limits.put(body.getName(), limit(component))));
        assertThat(limits.values()).hasSizeGreaterThan(10).containsOnly(Reason.MAX_LENGTH);
    }

    private static int limit(RecordComponent component) {
        Size size = component.getAnnotation(Size.class);
        size = size == null ? component.getAccessor().getAnnotation(Size.class) : size;
        return size == null ? -1 : size.max();
    }
}
