package org.brandstore.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenKeyTest {
    private static final TokenKey KEY = new TokenKey(new byte[32]);

    @Property
    void aTokenGivesBackItsPayload(@ForAll @Size(max = 300) byte[] payload) {
        assertThat(KEY.open(KEY.seal(payload)))
                .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(payload));
    }

    @Property
    void noOtherKeyOpensIt(@ForAll @Size(max = 50) byte[] payload, @ForAll @Size(32) byte[] secret) {
        if (!Arrays.equals(secret, new byte[32])) {
            assertThat(new TokenKey(secret).open(KEY.seal(payload))).isEmpty();
        }
    }

    @Test
    void noChangedOrCutTokenOpens() {
        String token = KEY.seal("payload".getBytes(StandardCharsets.UTF_8));
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < token.length(); i++) {
            assertThat(KEY.open(token.substring(0, i))).isEmpty();
            for (char c : alphabet.toCharArray()) {
                if (c != token.charAt(i)) {
                    assertThat(KEY.open(token.substring(0, i) + c + token.substring(i + 1)))
                            .as("position %d, character %s", i, c)
                            .isEmpty();
                }
            }
        }
        assertThat(KEY.open(token + "=")).isEmpty();
        assertThat(KEY.open(token + "A")).isEmpty();
    }

    @Test
    void nonsenseDoesNotOpen() {
        assertThat(KEY.open("")).isEmpty();
        assertThat(KEY.open("not base64 !")).isEmpty();
        assertThat(KEY.open("A".repeat(10_000))).isEmpty();
    }
}
