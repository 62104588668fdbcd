package org.brandstore.security.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.SnapName;
import org.junit.jupiter.api.Test;

class GrantTextTest {
    private static final LoginGrant GRANT = new LoginGrant(
            "snapcraft@h\u00f6st",
            Set.of(Permission.PACKAGE_PUSH, Permission.PACKAGE_ACCESS),
            new CredentialLimits(
                    Optional.of(Set.of(new SnapName("some-app"))),
                    Optional.of(Set.of("edge", "24/beta")),
                    Optional.empty()),
            Instant.parse("2027-01-01T00:00:00Z"));

    private final SecureRandom random = new SecureRandom();
    private final GrantText text = new GrantText("secret".getBytes(UTF_8));

    @Test
    void aGrantIsReadBack() {
        assertThat(text.read(text.write(GRANT, random))).contains(GRANT);
    }

    @Test
    void aGrantWithoutLimitsStaysWithoutLimits() {
        LoginGrant wide = new LoginGrant(
                "x", Set.of(Permission.PACKAGE_PUSH), CredentialLimits.none(), Instant.parse("2027-01-01T00:00:00Z"));

        assertThat(text.read(text.write(wide, random))).contains(wide);
    }

    @Test
    void twoGrantsAreNeverTheSameText() {
        assertThat(text.write(GRANT, random)).isNotEqualTo(text.write(GRANT, random));
    }

    @Test
    void anotherServersGrantIsNotRead() {
        String foreign = new GrantText("other".getBytes(UTF_8)).write(GRANT, random);

        assertThat(text.read(foreign)).isEmpty();
        assertThat(text.read("")).isEmpty();
        assertThat(text.read(".")).isEmpty();
    }

    @Test
    void theKeyOfACaveatIsNotTheProofOfItsText() {
        String written = text.write(GRANT, random);
        String body = written.substring(0, written.lastIndexOf('.'));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(text.caveatKey(body)))
                .isNotEqualTo(written.substring(written.lastIndexOf('.') + 1));
    }

    @Property(tries = 200)
    void aChangedTextIsNotRead(
            @ForAll @IntRange(max = 10_000) int at, @ForAll @IntRange(min = 1, max = 127) int change) {
        String written = text.write(GRANT, random);
        int position = at % written.length();
        char other = (char) (written.charAt(position) ^ change);

        String changed = written.substring(0, position) + other + written.substring(position + 1);

        assertThat(text.read(changed)).isEmpty();
    }
}
