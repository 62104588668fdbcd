package org.brandstore.api.device.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.brandstore.problem.StoreException;
import org.brandstore.refresh.question.RefreshRequest;
import org.junit.jupiter.api.Test;

/** A refresh request says everything once; what it repeats costs nothing, and what no client sends is refused. */
class RefreshRequestLimitsTest {
    private static final String ACTION = "{\"action\":\"refresh\",\"instance-key\":\"%s\",\"snap-id\":\"a\"}";

    private static RefreshRequest read(String body) throws IOException {
        return RefreshRequestReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String repeat(int times, String text) {
        return IntStream.range(0, times).mapToObj(i -> text).collect(Collectors.joining(","));
    }

    private static String context(String sets) {
        return "{\"context\":[{\"snap-id\":\"a\",\"instance-key\":\"a\",\"revision\":1,\"validation-sets\":[" + sets
                + "]}],\"actions\":[]}";
    }

    @Test
    void aSetThatIsRepeatedCountsOnce() throws IOException {
        RefreshRequest request = read(context(repeat(2_000, "[\"16\",\"acme\",\"set\"]")));

        assertThat(request.context().getFirst().validationSets()).hasSize(1);
    }

    @Test
    void aSnapUnderMoreSetsThanAnyDeviceHasIsRefused() throws IOException {
        String sets = IntStream.range(0, 65)
                .mapToObj(i -> "[\"16\",\"acme\",\"set-" + i + "\"]")
                .collect(Collectors.joining(","));

        assertThatThrownBy(() -> read(context(sets)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("at most 64 sets");
    }

    @Test
    void theSameInstanceIsAskedForAFewTimesOnly() throws IOException {
        assertThat(read("{\"context\":[],\"actions\":[" + repeat(4, ACTION.formatted("a")) + "]}")
                        .actions())
                .hasSize(4);
        assertThatThrownBy(() -> read("{\"context\":[],\"actions\":[" + repeat(5, ACTION.formatted("a")) + "]}"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the same instance-key");
    }

    @Test
    void theSameAssertionIsLookedUpOnce() throws IOException {
        String wanted = "{\"type\":\"account\",\"primary-key\":[\"acme\"]}";
        RefreshRequest request = read("{\"actions\":[{\"action\":\"fetch-assertions\",\"key\":\"g\",\"assertions\":["
                + repeat(1_000, wanted) + "]}]}");

        assertThat(request.assertions().getFirst().wanted()).hasSize(1);
    }
}
