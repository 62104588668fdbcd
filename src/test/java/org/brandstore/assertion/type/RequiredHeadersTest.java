package org.brandstore.assertion.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.TestHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequiredHeadersTest {

    static Stream<Arguments> requiredHeaders() {
        return Arrays.stream(AssertionType.values())
                .flatMap(type -> Minimal.headers(type).names().stream().map(name -> Arguments.of(type, name)));
    }

    @ParameterizedTest
    @EnumSource
    void theMinimumIsAccepted(AssertionType type) {
        Assertion assertion = Minimal.signed(type);

        assertThat(assertion.type()).isEqualTo(type);
        assertThat(assertion.headers().names())
                .containsAll(Minimal.headers(type).names());
    }

    @ParameterizedTest
    @MethodSource("requiredHeaders")
    void nothingOfTheMinimumMayBeAbsent(AssertionType type, String header) {
        Headers headers = TestHeaders.with(Minimal.headers(type), header, null);

        assertThatThrownBy(() -> Minimal.signed(type, headers))
                .isInstanceOf(AssertionException.class)
                .hasMessageStartingWith("cannot ")
                .hasMessageContaining('"' + header + '"');
    }

    @ParameterizedTest
    @MethodSource("requiredHeaders")
    void aMapIsNotATextNorAList(AssertionType type, String header) {
        Headers headers = TestHeaders.with(
                Minimal.headers(type), header, HeaderValue.entries(Map.of("x", HeaderValue.text("y"))));

        assertThatThrownBy(() -> Minimal.signed(type, headers))
                .isInstanceOf(AssertionException.class)
                .hasMessageStartingWith("cannot ");
    }

    @ParameterizedTest
    @MethodSource("requiredHeaders")
    void aListOfListsIsNeverRight(AssertionType type, String header) {
        HeaderValue lists = HeaderValue.items(List.of(HeaderValue.texts(List.of("x"))));
        Headers headers = TestHeaders.with(Minimal.headers(type), header, lists);

        assertThatThrownBy(() -> Minimal.signed(type, headers))
                .isInstanceOf(AssertionException.class)
                .hasMessageStartingWith("cannot ");
    }

    @ParameterizedTest
    @EnumSource
    void headersThatNobodyKnowsAreIgnored(AssertionType type) {
        Headers headers = TestHeaders.with(Minimal.headers(type), "zz-of-the-future", HeaderValue.text("x"));

        assertThat(Minimal.signed(type, headers).text("zz-of-the-future")).isEqualTo("x");
    }
}
