package org.brandstore.assertion.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.Scalars;

/** Texts that stand for something else (assertions.md 1.8). */
class ScalarsTest {

    private static void assertInvalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageStartingWith("cannot use \"h\" with value ");
    }

    @Property
    void everyIntIsRead(@ForAll int value) {
        assertThat(Scalars.integer("h", Integer.toString(value))).isEqualTo(value);
    }

    @Example
    void integersHaveNoLeadingZeros() {
        assertThat(Scalars.integer("h", "0")).isZero();
        assertThat(Scalars.integer("h", "-0")).isZero();
        assertThat(Scalars.integer("h", "+7")).isEqualTo(7);
        for (String text : List.of(
                "", "01", "-01", "+", "-", " 1", "1 ", "1.0", "1e3", "0x1", "2147483648", "99999999999", "\u0661")) {
            assertInvalid(() -> Scalars.integer("h", text));
        }
    }

    @Property
    void everySizeIsRead(@ForAll long value) {
        assertThat(Scalars.size("h", Long.toUnsignedString(value))).isEqualTo(value);
    }

    @Example
    void sizesAreUnsignedAndOf64Bits() {
        for (String text : List.of("", "-1", "+1", "01", "18446744073709551616", "999999999999999999999", "1 ")) {
            assertInvalid(() -> Scalars.size("h", text));
        }
    }

    @Example
    void booleansAreTwoWords() {
        assertThat(Scalars.bool("h", "true")).isTrue();
        assertThat(Scalars.bool("h", "false")).isFalse();
        for (String text : List.of("", "True", "yes", "1", "false ")) {
            assertInvalid(() -> Scalars.bool("h", text));
        }
    }

    @Property
    void everyInstantOfFourDigitYearsIsRead(
            @ForAll @LongRange(min = -62167219200L, max = 253402300799L) long second,
            @ForAll @LongRange(min = 0, max = 999_999_999) long nanos) {
        Instant time = Instant.ofEpochSecond(second, nanos);

        assertThat(Scalars.time("h", time.toString())).isEqualTo(time);
    }

    @Example
    void zonesAndFractionsAreUnderstood() {
        Instant time = Instant.parse("2026-08-01T00:00:00Z");

        assertThat(Scalars.time("h", "2026-08-01T00:00:00+00:00")).isEqualTo(time);
        assertThat(Scalars.time("h", "2026-08-01T05:30:00+05:30")).isEqualTo(time);
        assertThat(Scalars.time("h", "2026-07-31T19:00:00-05:00")).isEqualTo(time);
        assertThat(Scalars.time("h", "2026-07-31T00:01:00-23:59")).isEqualTo(time);
        assertThat(Scalars.time("h", "2026-08-01T00:00:00.5Z")).isEqualTo(time.plusMillis(500));
        assertThat(Scalars.time("h", "2026-08-01T00:00:00.1234567891Z")).isEqualTo(time.plusNanos(123_456_789));
    }

    @Example
    void otherTimesAreRefused() {
        for (String text : List.of(
                "",
                "2026-08-01",
                "2026-08-01T00:00Z",
                "2026-08-01T00:00:00",
                "2026-08-01 00:00:00Z",
                "2026-08-01t00:00:00Z",
                "2026-08-01T00:00:00z",
                "2026-08-01T00:00:00+0000",
                "2026-08-01T00:00:00+00",
                "2026-08-01T00:00:00+24:00",
                "2026-08-01T00:00:00+00:60",
                "2026-08-01T00:00:00*00:00",
                "2026-08-01T00:00:00+00-00",
                "2026-08-01T00:00:00.Z",
                "2026-08-01T00:00:00.5",
                "2026-08-01T00:00:00Zx",
                "2026-08-01T24:00:00Z",
                "2026-08-01T00:60:00Z",
                "2026-08-01T00:00:60Z",
                "2026-13-01T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-08-00T00:00:00Z",
                "02026-08-01T00:00:00Z",
                "-026-08-01T00:00:00Z",
                "2026/08-01T00:00:00Z",
                "2026-08/01T00:00:00Z",
                "2026-08-01T00.00:00Z",
                "2026-08-01T00:00.00Z",
                "\u0662026-08-01T00:00:00Z")) {
            assertInvalid(() -> Scalars.time("h", text));
        }
    }

    @Example
    void countsDefaultToZeroAndAreNotNegative() {
        Headers headers = HeaderParser.parse("h: -1\nl:\n  - x");

        assertThat(Scalars.count("none", headers)).isZero();
        assertInvalid(() -> Scalars.count("h", headers));
        assertThatThrownBy(() -> Scalars.count("l", headers)).isInstanceOf(AssertionException.class);
    }

    @Example
    void messagesAreShortAndOnOneLine() {
        assertThatThrownBy(() -> Scalars.integer("h", "x\n\"\u0000" + "y".repeat(200)))
                .hasMessage("cannot use \"h\" with value \"x???" + "y".repeat(96)
                        + "...\": it is not an integer without leading zeros");
    }
}
