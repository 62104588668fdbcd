package org.brandstore.snap.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EpochTest {
    @ParameterizedTest
    @CsvSource({
        "'',          '[0]',       '[0]',  0",
        "0,           '[0]',       '[0]',  0",
        "1,           '[1]',       '[1]',  1",
        "1*,          '[0, 1]',    '[1]',  1*",
        "15*,         '[14, 15]',  '[15]', 15*",
        "4294967295,  '[4294967295]', '[4294967295]', 4294967295",
    })
    void readsTheShortSpelling(String text, String read, String write, String shortest) {
        Epoch epoch = Epoch.parse(text);

        assertThat(epoch.read()).hasToString(read);
        assertThat(epoch.write()).hasToString(write);
        assertThat(epoch).hasToString(shortest);
    }

    @ParameterizedTest
    @CsvSource({"0*", "*", "01", "+1", "-1", "1.0", "1**", "a", "4294967296", "99999999999999999999", "' 1'", "0x1", "１"
    })
    void refusesWhatIsNoEpoch(String text) {
        assertThatThrownBy(() -> Epoch.parse(text)).isInstanceOf(Epoch.InvalidEpochException.class);
    }

    static Stream<Arguments> invalidLists() {
        return Stream.of(
                Arguments.of(List.of(), List.of(0L), "epoch read list must have 1 to 10 numbers"),
                Arguments.of(List.of(0L), List.of(), "epoch write list must have 1 to 10 numbers"),
                Arguments.of(upTo(11), List.of(0L), "epoch read list must have 1 to 10 numbers"),
                Arguments.of(
                        List.of(1L, 1L),
                        List.of(1L),
                        "epoch read list must be strictly increasing numbers of 0 to 4294967295"),
                Arguments.of(
                        List.of(1L),
                        List.of(2L, 1L),
                        "epoch write list must be strictly increasing numbers of 0 to 4294967295"),
                Arguments.of(
                        List.of(-1L),
                        List.of(1L),
                        "epoch read list must be strictly increasing numbers of 0 to 4294967295"),
                Arguments.of(
                        List.of(1L << 32),
                        List.of(1L << 32),
                        "epoch read list must be strictly increasing numbers of 0 to 4294967295"),
                Arguments.of(List.of(0L, 1L), List.of(2L), "epoch read and write lists must have a number in common"));
    }

    @ParameterizedTest
    @MethodSource("invalidLists")
    void refusesListsThatAreNoEpoch(List<Long> read, List<Long> write, String message) {
        assertThatThrownBy(() -> new Epoch(read, write))
                .isInstanceOf(Epoch.InvalidEpochException.class)
                .hasMessage(message);
    }

    @Test
    void takesListsOfTen() {
        assertThat(new Epoch(upTo(10), List.of(9L))).hasToString("{\"read\":[0,1,2,3,4,5,6,7,8,9],\"write\":[9]}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "1, 0, false",
        "1*, 0, true",
        "0, 1*, false",
        "1*, 1*, true",
        "2*, 0, false",
        "2*, 1*, true"
    })
    void canReadWhatTheInstalledOneWrites(String offered, String installed, boolean can) {
        assertThat(Epoch.parse(offered).canRead(Epoch.parse(installed))).isEqualTo(can);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0        | 0",
                "0 0 0    | 0",
                "0 1      | 1 0",
                "1* 0     | 1*",
                "0 1*     | 1*",
                "1 1* 0   | 1 1*",
                "2* 1* 0  | 2* 1*",
                "0 2* 1*  | 2* 1*"
            })
    void ofTheReleasesOfAChannelThoseReachSomebodyThatReadWhatNoGreaterOneReads(String newestFirst, String reached) {
        List<String> all = List.of(newestFirst.trim().split(" "));

        assertThat(String.join(" ", Epoch.reached(all, Epoch::parse))).isEqualTo(reached.trim());
    }

    @Test
    void theGreatestEpochIsFirstAndOfEqualOnesTheLatest() {
        assertThat(Epoch.inOrder(List.of("0 c", "1 b", "1* a", "0 a"), text -> Epoch.parse(text.split(" ")[0])))
                .containsExactly("1 b", "1* a", "0 c", "0 a");
    }

    private static List<Long> upTo(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
