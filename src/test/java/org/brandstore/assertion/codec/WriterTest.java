package org.brandstore.assertion.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.TestAuthority.BRAND;
import static org.brandstore.assertion.TestAuthority.NOW;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.Vectors;

/** Assembling and signing (assertions.md 1.3). */
class WriterTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final String KEY = AUTHORITY.brandKey().text("public-key-sha3-384");
    private static final Headers REVISION = Headers.builder()
            .put("authority-id", BRAND)
            .put("snap-sha3-384", "d".repeat(64))
            .put("snap-id", "s".repeat(32))
            .put("zeta", "last")
            .put("alpha", "first")
            .put("sign-key-sha3-384", KEY)
            .build();

    private static String content(Headers headers, String body) {
        return new String(AssertionWriter.content(AssertionType.SNAP_REVISION, headers, Vectors.bytes(body)), UTF_8);
    }

    private static Headers with(String name, String value) {
        return Headers.builder().putAll(REVISION).put(name, value).build();
    }

    private static Headers without(String name) {
        return Headers.builder().putAll(REVISION).remove(name).build();
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageStartingWith("cannot ");
    }

    @Provide
    Arbitrary<Headers> headers() {
        return HeaderTrees.headers();
    }

    @Example
    void theOrderIsTheCanonicalOne() {
        Headers headers = Headers.builder()
                .putAll(REVISION)
                .put("format", "2")
                .put("revision", "3")
                .put("provenance", "prov-1")
                .build();

        assertThat(content(headers, "h\u00e9\n"))
                .isEqualTo("type: snap-revision\nformat: 2\nauthority-id: testbrand\nrevision: 3\nsnap-sha3-384: "
                        + "d".repeat(64) + "\nprovenance: prov-1\nalpha: first\nsnap-id: " + "s".repeat(32)
                        + "\nzeta: last\nbody-length: 4\nsign-key-sha3-384: " + KEY + "\n\nh\u00e9\n");
    }

    @Example
    void zerosAndTheDefaultKeyAreLeftOut() {
        Headers headers = Headers.builder()
                .putAll(with("provenance", "global-upload"))
                .put("format", "0")
                .put("revision", "0")
                .put("body-length", "0")
                .put("type", "snap-revision")
                .build();

        assertThat(content(headers, ""))
                .isEqualTo("type: snap-revision\nauthority-id: testbrand\nsnap-sha3-384: " + "d".repeat(64)
                        + "\nalpha: first\nsnap-id: " + "s".repeat(32) + "\nzeta: last\nsign-key-sha3-384: " + KEY);
    }

    @Example
    void anAbsentOptionalKeyIsWrittenAmongTheOthers() {
        assertThat(content(REVISION, "")).contains("\nalpha: first\nprovenance: global-upload\nsnap-id: ");
    }

    @Example
    void whatCouldNotBeReadBackIsRefused() {
        assertRefused(Reason.INVALID, () -> content(without("snap-sha3-384"), ""));
        assertRefused(Reason.INVALID, () -> content(without("authority-id"), ""));
        assertRefused(Reason.INVALID, () -> content(without("sign-key-sha3-384"), ""));
        assertRefused(Reason.INVALID, () -> content(with("authority-id", ""), ""));
        assertRefused(Reason.INVALID, () -> content(with("snap-sha3-384", "a/b"), ""));
        assertRefused(Reason.INVALID, () -> content(with("provenance", ""), ""));
        assertRefused(Reason.INVALID, () -> content(with("type", "account"), ""));
        assertRefused(Reason.INVALID, () -> content(with("body-length", "3"), ""));
        assertRefused(Reason.INVALID, () -> content(with("body-length", "3"), "four"));
        assertRefused(Reason.INVALID, () -> content(with("revision", "-1"), ""));
        assertRefused(Reason.INVALID, () -> content(with("sign-key-sha3-384", "short"), ""));
        assertRefused(Reason.INVALID, () -> content(with("Bad", "x"), ""));
        assertRefused(
                Reason.INVALID,
                () -> AssertionWriter.content(AssertionType.SNAP_REVISION, REVISION, new byte[] {(byte) 0xFF}));
        assertRefused(Reason.TOO_LARGE, () -> content(with("alpha", "x".repeat(131_072)), ""));
        assertRefused(
                Reason.INVALID,
                () -> content(
                        Headers.builder()
                                .putAll(REVISION)
                                .put("alpha", HeaderValue.entries(Map.of("x", HeaderValue.items(List.of()))))
                                .build(),
                        ""));
    }

    @Property(tries = 300)
    void anyHeadersAreSignedAndReadBack(@ForAll("headers") Headers more, @ForAll String body) {
        if (!Utf8.isEncodable(body)) {
            return;
        }
        Headers.Builder headers = Headers.builder();
        more.asMap().forEach((name, value) -> headers.put("x-" + name, value));
        headers.putAll(AUTHORITY.accountHeaders("someone", 1));

        Assertion signed = Assertions.sign(
                AssertionType.ACCOUNT, headers.build(), Vectors.bytes(body), AUTHORITY.rootSigner(), NOW);

        String head = new String(signed.content(), 0, signed.content().length - signed.bodyLength(), UTF_8);
        assertThat(head.stripTrailing()).startsWith("type: account\n").doesNotContain("\n\n");
        assertThat(new String(signed.body(), UTF_8)).isEqualTo(body);
        for (String name : more.names()) {
            assertThat(signed.headers().find("x-" + name)).isEqualTo(more.find(name));
        }
        assertThat(AssertionWriter.content(AssertionType.ACCOUNT, signed.headers(), signed.body()))
                .isEqualTo(signed.content());
    }

    @Example
    void theSignerNamesItselfAndNobodyElse() {
        Headers other = Headers.builder()
                .putAll(AUTHORITY.accountHeaders("someone", 0))
                .put("sign-key-sha3-384", KEY)
                .build();

        assertThat(AUTHORITY.account("someone", 0).signKeyId())
                .isEqualTo(AUTHORITY.rootSigner().publicKey().id().value());
        assertRefused(Reason.INVALID, () -> AUTHORITY.byRoot(AssertionType.ACCOUNT, other, ""));
    }

    @Example
    void noFormatAboveTheHighestIsSigned() {
        Headers headers = Headers.builder()
                .putAll(AUTHORITY.accountHeaders("someone", 0))
                .put("format", "1")
                .build();

        assertRefused(Reason.UNSUPPORTED_FORMAT, () -> AUTHORITY.byRoot(AssertionType.ACCOUNT, headers, ""));
    }
}
