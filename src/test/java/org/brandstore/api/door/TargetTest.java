package org.brandstore.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/v1/serial, /v1/serial",
        "/v1/serial/, /v1/serial/",
        "//v1/serial, /v1/serial",
        "/./v1/serial, /v1/serial",
        "/v1/././serial, /v1/serial",
        "/x/../v1/serial, /v1/serial",
        "/../../v1/serial, /v1/serial",
        "/x/%2E%2e/v1/serial, /v1/serial",
        "/%761/seri%61l, /v1/serial",
        "http://store.example/v1/serial, /v1/serial",
        "HTTPS://store.example:1//v1/serial?a=//b, /v1/serial?a=//b",
        "http://store.example, /",
        "http://store.example?a=/v1/serial, /?a=/v1/serial",
        "/v1;x=1/serial, /v1%3Bx=1/serial",
        "/v2/find?q=%2e/../a;b, /v2/find?q=%2e/../a;b",
        "//v2/find?q=%2e/../a;b, /v2/find?q=%2e/../a;b",
        "/v1%2fserial, /v1%2fserial",
        "/%2576%31, /%25761",
    })
    void everySpellingOfATargetIsSeenAsOne(String sent, String seen) {
        assertThat(Target.of(sent)).contains(seen);
        assertThat(Target.of(seen)).contains(seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "v1/serial", "?/v1/serial", "#/v1/serial", "/a#/v1/serial", "h:1", "/%zz", "/a%2"})
    void whatIsNoPathIsNoTarget(String sent) {
        assertThat(Target.of(sent)).isEmpty();
    }
}
