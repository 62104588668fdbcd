package org.brandstore.snap.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "0s, 0",
        "5s, 1",
        "-5s, -1",
        "+5s, 1",
        ".5s, 1",
        "5.s, 1",
        "1h30m, 1",
        "1m1h, 1",
        "1\u00b5s, 1",
        "1\u03bcs, 1",
        "0.1ns, 0",
        "9223372036s, 1",
        "9223372036854775807ns, 1",
        "-9223372036854775808ns, -1",
        "2562047h, 1"
    })
    void readsWhatDevicesRead(String text, int sign) {
        assertThat(TimeSpan.parse(text)).contains(new TimeSpan(sign));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "-",
                "5",
                "00",
                "0.0",
                "s",
                ".s",
                "5 s",
                " 5s",
                "5s ",
                "5S",
                "1d",
                "--1s",
                "1_0s",
                "1e3s",
                "1h 2m",
                "5sec",
                "9223372037s",
                "9223372036854775808ns",
                "2562048h",
                "\u0661s"
            })
    void findsWhatNoDeviceReads(String text) {
        assertThat(TimeSpan.parse(text)).isEmpty();
    }
}
