package org.brandstore.snap.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseExpressionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIT",
                "Proprietary",
                "GPL-3.0+",
                "GPL-3.0-or-later",
                "MIT AND Apache-2.0",
                "( MIT OR Zlib ) AND X11",
                "((MIT))",
                "GPL-2.0 WITH GCC-exception-3.1 AND MIT",
                " MIT\nAND  Zlib ",
                "(MIT)AND(Zlib)"
            })
    void takesExpressionsOfLicencesThatDevicesKnow(String text) {
        assertThat(LicenseExpression.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "mit",
                "GPL",
                "Apache-2.0+",
                "unset",
                "LicenseRef-Acme",
                "MIT License",
                "MIT or Zlib",
                "MIT Zlib",
                "MIT AND",
                "OR MIT",
                "MIT AND OR Zlib",
                "(MIT",
                "MIT)",
                "()",
                "GPL-2.0 WITH MIT",
                "GPL-2.0 WITH (GCC-exception-3.1)",
                "GCC-exception-3.1",
                "(MIT) WITH GCC-exception-3.1",
                "MIT\tAND\tZlib",
                "MIT/Zlib"
            })
    void refusesWhatDevicesRefuse(String text) {
        assertThat(LicenseExpression.isValid(text)).isFalse();
    }

    @Test
    void refusesAnEndlessOne() {
        assertThat(LicenseExpression.isValid("(".repeat(900) + "MIT" + ")".repeat(900)))
                .isTrue();
        assertThat(LicenseExpression.isValid("(".repeat(1_000) + "MIT" + ")".repeat(1_000)))
                .isFalse();
    }
}
