package org.brandstore.snap.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "HTTP://EXAMPLE.COM:80/a?b#c",
                "https://u:p@example.com",
                "https://[::1]:80",
                "https://example.com/%20",
                "a@example.com",
                "mailto:a@example.com",
                "https://\u00e9xample.com",
                "https:"
            })
    void takesWhatDevicesTake(String text) {
        assertThat(LinkAddress.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "ftp://example.com",
                "javascript:a@b",
                "mailto:example.com",
                "https://example.com:a",
                "https://exa mple.com",
                "https://example.com/%zz",
                "https://[::1",
                "https://ex{ample.com",
                "a@b:c",
                ":x@y",
                " https://example.com",
                "https://example.com\u007f"
            })
    void refusesWhatDevicesRefuse(String text) {
        assertThat(LinkAddress.isValid(text)).isFalse();
    }

    @Test
    void refusesAnEndlessOne() {
        assertThat(LinkAddress.isValid("https://x/" + "a".repeat(1_990))).isTrue();
        assertThat(LinkAddress.isValid("https://x/" + "a".repeat(1_991))).isFalse();
    }
}
