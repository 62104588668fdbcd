package org.brandstore.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialNumberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "To be filled by O.E.M.",
                "VMware-56 4d 1a 2b 3c 4d 5e 6f-70 81 92 a3 b4 c5 d6 e7",
                "Parallels-9A 9B 9C",
                "unit_7",
                "7.1",
                " ",
                "-",
                "a--b",
                "50% off; drop table",
                "?x=1&y#z",
                "\u00e9\u4e2d \ud83d\ude00",
                "x\\y",
                "'\"<b>"
            })
    void takesWhateverTextABrandSignsAsASerial(String text) {
        assertThat(new SerialNumber(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "/", "a\nb", "a\0b", "a\ud83d", "a\u202eb"})
    void refusesWhatTheAssertionForbidsAndWhatNobodyCanKeepOrShow(String text) {
        assertThatThrownBy(() -> new SerialNumber(text)).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void takesWhatASessionCanCarryAndNoMore() {
        new SerialNumber("s".repeat(255));
        new SerialNumber("\u00e9".repeat(127));
        assertThatThrownBy(() -> new SerialNumber("s".repeat(256))).hasMessageContaining("at most 255 bytes");
        assertThatThrownBy(() -> new SerialNumber("\u00e9".repeat(128))).hasMessageContaining("at most 255 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"To be filled by O.E.M.", "unit_7", "7.1", "a--b", "-a"})
    void givesOutStrictOnesOnlyAndSaysHowToMakeOne(String text) {
        assertThatThrownBy(() -> SerialNumber.strict(text)).hasMessageContaining("replace whatever else");
        assertThat(SerialNumber.strict("00:1B:44+a-7").value()).isEqualTo("00:1B:44+a-7");
    }
}
