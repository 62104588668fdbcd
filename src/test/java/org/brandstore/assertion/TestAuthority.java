package org.brandstore.assertion;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.crypto.RsaAssertionSigner;

/** A root account of its own with an account of a brand below it, made anew for each run, on keys short enough to be quick. */
public final class TestAuthority {
    public static final String ROOT = "testroot";
    public static final String BRAND = "testbrand";
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant NOW = Instant.parse("2026-08-01T00:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final AssertionSigner rootSigner = newSigner();
    private final AssertionSigner brandSigner = newSigner();
    private final Assertion rootAccount = account(ROOT, 0);
    private final Assertion rootKey =
            accountKey(ROOT, "root", rootSigner, Headers.builder().build());
    private final Assertion brandAccount = account(BRAND, 0);
    private final Assertion brandKey =
            accountKey(BRAND, "brand", brandSigner, Headers.builder().build());

    public static AssertionSigner newSigner() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return RsaAssertionSigner.of(
                    (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public AssertionSigner rootSigner() {
        return rootSigner;
    }

    public AssertionSigner brandSigner() {
        return brandSigner;
    }

    public TrustedSet trusted() {
        return new TrustedSet(List.of(rootAccount, rootKey));
    }

    public Assertion rootAccount() {
        return rootAccount;
    }

    public Assertion rootKey() {
        return rootKey;
    }

    public Assertion brandAccount() {
        return brandAccount;
    }

    public Assertion brandKey() {
        return brandKey;
    }

    /** An account signed by the root. */
    public Assertion account(String id, int revision) {
        return byRoot(AssertionType.ACCOUNT, accountHeaders(id, revision), "");
    }

    public Headers accountHeaders(String id, int revision) {
        return Headers.builder()
                .put("authority-id", ROOT)
                .put("revision", Integer.toString(revision))
                .put("account-id", id)
                .put("display-name", "Account " + id)
                .put("validation", "unproven")
                .put("timestamp", START.toString())
                .build();
    }

    /** A key signed by the root, valid from the start on. */
    public Assertion accountKey(String account, String name, AssertionSigner key, Headers more) {
        Headers headers = Headers.builder()
                .put("authority-id", ROOT)
                .put("account-id", account)
                .put("name", name)
                .put("public-key-sha3-384", key.publicKey().id().value())
                .put("since", START.toString())
                .putAll(more)
                .build();
        return byRoot(AssertionType.ACCOUNT_KEY, headers, key.publicKey().encoded());
    }

    public Assertion byRoot(AssertionType type, Headers headers, String body) {
        return Assertions.sign(type, headers, Vectors.bytes(body), rootSigner, NOW);
    }

    public Assertion byBrand(AssertionType type, Headers headers) {
        return Assertions.sign(type, headers, new byte[0], brandSigner, NOW);
    }

    /** A model of the brand in the old style. */
    public Assertion model(String name, int revision, Instant timestamp) {
        return byBrand(AssertionType.MODEL, modelHeaders(name, revision, timestamp));
    }

    public static Headers modelHeaders(String name, int revision, Instant timestamp) {
        return Headers.builder()
                .put("authority-id", BRAND)
                .put("revision", Integer.toString(revision))
                .put("series", "16")
                .put("brand-id", BRAND)
                .put("model", name)
                .put("architecture", "amd64")
                .put("gadget", "pc")
                .put("kernel", "pc-kernel")
                .put("timestamp", timestamp.toString())
                .build();
    }

    /** A member of the brand's validation set {@code stable-set}. */
    public Assertion validationSet(int sequence, int revision) {
        Headers headers = Headers.builder()
                .put("authority-id", BRAND)
                .put("revision", Integer.toString(revision))
                .put("series", "16")
                .put("account-id", BRAND)
                .put("name", "stable-set")
                .put("sequence", Integer.toString(sequence))
                .put(
                        "snaps",
                        HeaderValue.items(List.of(HeaderValue.entries(Map.of(
                                "name",
                                HeaderValue.text("pc"),
                                "id",
                                HeaderValue.text("pcpcpcpcpcpcpcpcpcpcpcpcpcpcpcpc"))))))
                .put("timestamp", NOW.toString())
                .build();
        return byBrand(AssertionType.VALIDATION_SET, headers);
    }
}
