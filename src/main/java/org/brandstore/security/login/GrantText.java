package org.brandstore.security.login;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.SnapName;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the id of a third-party caveat: no row is needed until somebody has signed in. The layout is
 *
 * <pre>
 * base64url(JSON {"n": chance, "d": description, "p": permissions, "s": snaps, "c": channels, "e": expiry}) . base64url(HMAC)
 * </pre>
 *
 * The key of the caveat, under which its discharge is made, follows from the id and the server's secret.
 */
final class GrantText {
    private record Fields(
            @JsonProperty("n") String nonce,
            @JsonProperty("d") String description,
            @JsonProperty("p") Set<String> permissions,
            @JsonProperty("s") @Nullable Set<String> snaps,
            @JsonProperty("c") @Nullable Set<String> channels,
            @JsonProperty("e") long expires) {}

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int NONCE_BYTES = 16;

    private final byte[] secret;

    GrantText(byte[] secret) {
        this.secret = secret.clone();
    }

    String write(LoginGrant grant, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Fields fields = new Fields(
                HexFormat.of().formatHex(nonce),
                grant.description(),
                grant.permissions().stream().map(Permission::wireName).collect(Collectors.toCollection(TreeSet::new)),
                grant.limits()
                        .snaps()
                        .map(names ->
                                names.stream().map(SnapName::value).collect(Collectors.toCollection(TreeSet::new)))
                        .orElse(null),
                grant.limits().channels().map(TreeSet::new).orElse(null),
                grant.expiresAt().getEpochSecond());
        try {
            String text = ENCODER.encodeToString(JSON.writeValueAsBytes(fields));
            return text + "." + ENCODER.encodeToString(hmac("grant", text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a grant", e);
        }
    }

    /** The grant, if this server wrote the text. */
    Optional<LoginGrant> read(String caveatId) {
        int dot = caveatId.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String text = caveatId.substring(0, dot);
        byte[] expected = ENCODER.encode(hmac("grant", text));
        if (!MessageDigest.isEqual(expected, caveatId.substring(dot + 1).getBytes(UTF_8))) {
            return Optional.empty();
        }
        try {
            Fields fields = JSON.readValue(Base64.getUrlDecoder().decode(text.getBytes(US_ASCII)), Fields.class);
            return Optional.of(grant(fields));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read a grant of our own", e);
        }
    }

    byte[] caveatKey(String caveatId) {
        return hmac("caveat", caveatId);
    }

    private static LoginGrant grant(Fields fields) {
        Set<Permission> permissions = fields.permissions().stream()
                .flatMap(name -> Permission.find(name).stream())
                .collect(Collectors.toUnmodifiableSet());
        Optional<Set<SnapName>> snaps = Optional.ofNullable(fields.snaps())
                .map(names -> names.stream().map(SnapName::new).collect(Collectors.toUnmodifiableSet()));
        CredentialLimits limits = new CredentialLimits(snaps, Optional.ofNullable(fields.channels()), Optional.empty());
        return new LoginGrant(fields.description(), permissions, limits, Instant.ofEpochSecond(fields.expires()));
    }

    private byte[] hmac(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(purpose.getBytes(US_ASCII));
            mac.update((byte) 0);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
