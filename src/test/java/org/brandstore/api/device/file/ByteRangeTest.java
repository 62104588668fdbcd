package org.brandstore.api.device.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.brandstore.api.device.file.ByteRange.Wanted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long SIZE = 100;

    private static Wanted of(String header) {
        return ByteRange.of(Optional.ofNullable(header), SIZE);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0, 100",
        "bytes=40-, 40, 60",
        "bytes=0-0, 0, 1",
        "bytes=10-19, 10, 10",
        "bytes=90-1000, 90, 10",
        "bytes=-1, 99, 1",
        "bytes=-30, 70, 30",
        "bytes=-1000, 0, 100",
        "bytes=99-, 99, 1"
    })
    void oneRangeIsThePartThatLiesInside(String header, long offset, long length) {
        assertThat(of(header)).isEqualTo(new Wanted.Part(new ByteRange(offset, length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
    void aRangeBehindTheEndIsOutside(String header) {
        assertThat(of(header)).isEqualTo(new Wanted.Outside());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=-",
                "bytes=5-2",
                "bytes=0-1,5-9",
                "items=0-1",
                "bytes=a-b",
                "bytes=9999999999999999999-",
                "bytes=+1-2",
                ""
            })
    void anythingElseMeansTheWholeFile(String header) {
        assertThat(of(header)).isEqualTo(new Wanted.Whole());
    }

    @ParameterizedTest
    @CsvSource({"0, 100, bytes 0-99/100", "40, 60, bytes 40-99/100"})
    void theAnswerSaysWhichPartItIs(long offset, long length, String header) {
        assertThat(new ByteRange(offset, length).of(SIZE)).isEqualTo(header);
    }
}
