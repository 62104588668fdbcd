package org.brandstore.account.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeCodesTest {
    /** The secret of the examples in RFC 4226 and RFC 6238. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);
    private static final long STEP = 37_037_036;

    @ParameterizedTest
    @CsvSource({
        "0,755224",
        "1,287082",
        "2,359152",
        "3,969429",
        "4,338314",
        "5,254676",
        "6,287922",
        "7,162583",
        "8,399871",
        "9,520489"
    })
    void codesAreThoseOfRfc4226(long step, String code) {
        assertThat(TimeCodes.code(SECRET, step)).isEqualTo(code);
    }

    /** The RFC shows eight digits; six are their end. */
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void stepsAreThoseOfRfc6238(long seconds, String code) {
        assertThat(TimeCodes.code(SECRET, TimeCodes.step(Instant.ofEpochSecond(seconds))))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-2,false", "-1,true", "0,true", "1,true", "2,false"})
    void aClockMayBeOffByOneStep(int off, boolean fits) {
        String code = TimeCodes.code(SECRET, STEP + off);

        assertThat(TimeCodes.match(SECRET, code, NOW, -1))
                .isEqualTo(fits ? OptionalLong.of(STEP + off) : OptionalLong.empty());
    }

    @Test
    void aUsedStepAndWhatIsOlderFitsNoMore() {
        assertThat(TimeCodes.match(SECRET, TimeCodes.code(SECRET, STEP), NOW, STEP))
                .isEmpty();
        assertThat(TimeCodes.match(SECRET, TimeCodes.code(SECRET, STEP - 1), NOW, STEP))
                .isEmpty();
        assertThat(TimeCodes.match(SECRET, TimeCodes.code(SECRET, STEP + 1), NOW, STEP))
                .hasValue(STEP + 1);
    }

    @ParameterizedTest
    @CsvSource({"''", "81804", "0081804", "08180４", "x"})
    void whatIsNoCodeFitsNothing(String code) {
        assertThat(TimeCodes.match(SECRET, code, NOW, -1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void secretsAreWrittenAsRfc4648(String plain, String encoded) {
        assertThat(FactorText.of(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }
}
