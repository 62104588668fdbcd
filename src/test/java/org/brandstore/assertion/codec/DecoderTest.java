package org.brandstore.assertion.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.TestAuthority.BRAND;
import static org.brandstore.assertion.TestAuthority.NOW;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.Vectors;
import org.brandstore.assertion.crypto.SignatureVerifier;

/** The two decoders, and where they differ (assertions.md 1.4, 1.5). */
class DecoderTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Assertion PLAIN = AUTHORITY.account("plain", 0);
    private static final Assertion WITH_BODY = repair("#!/bin/sh\n\n\necho\n\n");

    private static Assertion repair(String body) {
        return Assertions.sign(
                AssertionType.REPAIR, repairHeaders(0, "Repair"), Vectors.bytes(body), AUTHORITY.brandSigner(), NOW);
    }

    private static Headers repairHeaders(int revision, String summary) {
        return Headers.builder()
                .put("authority-id", BRAND)
                .put("revision", Integer.toString(revision))
                .put("brand-id", BRAND)
                .put("repair-id", "1")
                .put("summary", summary)
                .put("timestamp", NOW.toString())
                .build();
    }

    private static String text(Assertion assertion) {
        return new String(assertion.encoded(), UTF_8);
    }

    private static Assertion single(String text) {
        return AssertionDecoder.decode(Vectors.bytes(text));
    }

    private static List<Assertion> stream(String text) {
        return AssertionStreamDecoder.decodeAll(Vectors.bytes(text));
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageStartingWith("cannot ");
    }

    private static void assertBothRefuse(Reason reason, String text) {
        assertRefused(reason, () -> single(text));
        assertRefused(reason, () -> stream(text));
    }

    @Example
    void bothGiveBackTheSameParts() {
        for (Assertion assertion : List.of(PLAIN, WITH_BODY)) {
            for (Assertion read :
                    List.of(single(text(assertion)), stream(text(assertion)).getFirst())) {
                assertThat(read)
                        .isEqualTo(assertion)
                        .hasSameHashCodeAs(assertion)
                        .hasToString(assertion.toString());
                assertThat(read.content()).isEqualTo(assertion.content());
                assertThat(read.signature()).isEqualTo(assertion.signature()).endsWith('\n');
                assertThat(read.encodedLength()).isEqualTo(assertion.encoded().length);
            }
        }
        assertThat(WITH_BODY.body()).asString(UTF_8).isEqualTo("#!/bin/sh\n\n\necho\n\n");
        assertThat(WITH_BODY.bodyLength()).isEqualTo(18);
        assertThat(PLAIN.body()).isEmpty();
    }

    @Example
    void theFinalLineFeedMayBeMissing() {
        for (Assertion assertion : List.of(PLAIN, WITH_BODY)) {
            String cut = text(assertion).stripTrailing();

            assertThat(single(cut)).isEqualTo(assertion);
            assertThat(stream(cut)).containsExactly(assertion);
        }
    }

    @Example
    void oneBlankLineAtTheEndIsForStreamsOnly() {
        for (Assertion assertion : List.of(PLAIN, WITH_BODY)) {
            assertRefused(Reason.MALFORMED, () -> single(text(assertion) + "\n"));
            assertThat(stream(text(assertion) + "\n")).containsExactly(assertion);
            assertBothRefuse(Reason.MALFORMED, text(assertion) + "\n\n");
        }
    }

    @Example
    void aBlankLineAtTheStartIsRefused() {
        assertBothRefuse(Reason.MALFORMED, "\n" + text(PLAIN));
        assertBothRefuse(Reason.MALFORMED, "\n\n" + text(PLAIN));
    }

    @Example
    void anEmptyStreamHasNothing() {
        assertThat(stream("")).isEmpty();
        assertRefused(Reason.MALFORMED, () -> single(""));
        assertRefused(Reason.MALFORMED, () -> stream("\n"));
    }

    @Example
    void anExplicitEmptyBodyDecodesButDoesNotVerify() {
        String text = text(PLAIN).replaceFirst("\n\n", "\n\n\n\n");

        for (Assertion read : List.of(single(text), stream(text).getFirst())) {
            assertThat(new String(read.content(), UTF_8)).endsWith("\n\n");
            assertThat(read.body()).isEmpty();
            assertThat(text(read)).isEqualTo(text);
            assertRefused(
                    Reason.BAD_SIGNATURE,
                    () -> SignatureVerifier.verify(read, AUTHORITY.rootSigner().publicKey()));
        }
    }

    @Example
    void neighboursAreSeparatedByExactlyOneBlankLine() {
        String one = text(PLAIN);
        String two = text(WITH_BODY);

        assertThat(stream(one + "\n" + two + "\n" + one)).containsExactly(PLAIN, WITH_BODY, PLAIN);
        assertRefused(Reason.MALFORMED, () -> stream(one + two));
        assertRefused(Reason.MALFORMED, () -> stream(one + "\n\n" + two));
        assertThat(AssertionStreams.join(List.of(PLAIN, WITH_BODY, PLAIN)))
                .isEqualTo(Vectors.bytes(one + "\n" + two + "\n" + one));
        assertThat(AssertionStreams.join(List.of())).isEmpty();
    }

    @Example
    void headersMayComeInAnyOrderAndUnknownOnesAreIgnored() {
        String text = text(PLAIN);
        int type = text.indexOf('\n') + 1;
        int authority = text.indexOf('\n', type) + 1;
        String reordered =
                "unknown: x\n" + text.substring(type, authority) + text.substring(0, type) + text.substring(authority);

        assertThat(single(reordered).headers().names()).contains("unknown");
        assertThat(stream(reordered)).hasSize(1);
    }

    @Example
    void theBodyMustHaveTheDeclaredLength() {
        String text = text(repair("#!/bin/sh\n\necho ok!"));

        assertBothRefuse(Reason.MALFORMED, text.replace("body-length: 19", "body-length: 18"));
        assertBothRefuse(Reason.MALFORMED, text.replace("body-length: 19", "body-length: 20"));
        assertBothRefuse(Reason.INVALID, text.replace("body-length: 19", "body-length: -1"));
        assertBothRefuse(Reason.INVALID, text.replace("body-length: 19", "body-length: 019"));
        assertBothRefuse(Reason.INVALID, text.replace("body-length: 19", "body-length: x"));
        assertRefused(Reason.MALFORMED, () -> single(text.replace("body-length: 19\n", "")));
        assertRefused(Reason.TOO_LARGE, () -> stream(text.replace("body-length: 19", "body-length: 2097153")));
        assertRefused(Reason.MALFORMED, () -> stream(text.replace("body-length: 19", "body-length: 2097152")));
    }

    @Example
    void headAndBodyMustBeUtf8() {
        byte[] head = PLAIN.encoded();
        head[text(PLAIN).indexOf("Account")] = (byte) 0xC0;
        assertRefused(Reason.MALFORMED, () -> AssertionDecoder.decode(head));
        assertRefused(Reason.MALFORMED, () -> AssertionStreamDecoder.decodeAll(head));

        byte[] body = WITH_BODY.encoded();
        body[text(WITH_BODY).indexOf("echo")] = (byte) 0xFF;
        assertRefused(Reason.MALFORMED, () -> AssertionDecoder.decode(body));
        assertRefused(Reason.MALFORMED, () -> AssertionStreamDecoder.decodeAll(body));
    }

    @Example
    void theSignatureMustNotBeEmpty() {
        String content = new String(PLAIN.content(), UTF_8);

        for (String end : List.of("\n\n", "\n\n\n", "\n\n\n\n", "\n\n\n\n\n", "\n\n\n\n\n\n\n")) {
            assertThatThrownBy(() -> single(content + end)).isInstanceOf(AssertionException.class);
            assertThatThrownBy(() -> stream(content + end)).isInstanceOf(AssertionException.class);
        }
        assertBothRefuse(Reason.MALFORMED, content);
        assertBothRefuse(Reason.MALFORMED, content + "\n");
    }

    @Example
    void genericHeadersAreChecked() {
        String text = text(PLAIN);
        String key = PLAIN.signKeyId();

        assertBothRefuse(Reason.INVALID, text.replace("type: account\n", "type: acount\n"));
        assertBothRefuse(Reason.INVALID, text.replace("type: account\n", "kind: account\n"));
        assertBothRefuse(Reason.INVALID, text.replace("authority-id: testroot\n", ""));
        assertBothRefuse(Reason.INVALID, text.replace("authority-id: testroot\n", "authority-id: \n"));
        assertBothRefuse(Reason.INVALID, text.replace("authority-id: testroot\n", "authority-id:\n  - testroot\n"));
        assertBothRefuse(Reason.INVALID, text.replace("account-id: plain\n", "account-id: pl/in\n"));
        assertBothRefuse(Reason.INVALID, text.replace("account-id: plain\n", "account-id: \n"));
        assertBothRefuse(Reason.INVALID, text.replace("account-id: plain\n", ""));
        assertBothRefuse(Reason.INVALID, text.replace("account-id: plain\n", "account-id: plain\nrevision: -1\n"));
        assertBothRefuse(Reason.INVALID, text.replace("account-id: plain\n", "account-id: plain\nformat: x\n"));
        assertBothRefuse(Reason.INVALID, text.replace(key, key.substring(1)));
        assertBothRefuse(Reason.INVALID, text.replace(key, key.substring(1) + "+"));
        assertBothRefuse(Reason.INVALID, text.replace("sign-key-sha3-384: " + key, "sign-key: " + key));
        assertBothRefuse(Reason.INVALID, text.replaceFirst("timestamp: [^\n]+", "timestamp: today"));
        assertBothRefuse(Reason.INVALID, text.replaceFirst("timestamp: [^\n]+\n", ""));
    }

    @Example
    void typesWithoutAuthorityHaveNone() {
        String request = Vectors.valid().stream()
                .filter(vector -> vector.name().equals("serial-request-with-body"))
                .findFirst()
                .orElseThrow()
                .text();

        assertThat(single(request).authorityId()).isEmpty();
        assertBothRefuse(
                Reason.INVALID, request.replace("type: serial-request\n", "type: serial-request\nauthority-id: x\n"));
    }

    @Example
    void membersOfSequencesHavePlainPositiveNumbers() {
        String text = text(WITH_BODY);

        assertThat(WITH_BODY.sequence()).contains(1);
        assertThat(PLAIN.sequence()).isEmpty();
        for (String number : List.of("0", "-1", "+1", "01", "x")) {
            assertBothRefuse(Reason.INVALID, text.replace("repair-id: 1\n", "repair-id: " + number + "\n"));
        }
    }

    @Example
    void theHeadMayHave131070Bytes() {
        assertThat(headOf(131_070)).satisfies(text -> {
            assertThat(single(text).headers().names()).contains("filler");
            assertThat(stream(text)).hasSize(1);
            assertThat(stream(text + "\n" + text(PLAIN))).hasSize(2);
        });
        assertBothRefuse(Reason.TOO_LARGE, headOf(131_071));
        assertRefused(Reason.TOO_LARGE, () -> stream("x".repeat(3_000_000)));
    }

    private static String headOf(int length) {
        String content = new String(PLAIN.content(), UTF_8);
        String filler = "filler: " + "x".repeat(length - content.length() - "filler: \n".length()) + "\n";
        String text = filler + text(PLAIN);
        assertThat(text.indexOf("\n\n")).isEqualTo(length);
        return text;
    }

    @Example
    void theBodyMayHaveTwoMebibytes() {
        Assertion largest = repair("x".repeat(2_097_152));

        assertThat(stream(text(largest) + "\n" + text(PLAIN))).containsExactly(largest, PLAIN);
        assertRefused(Reason.TOO_LARGE, () -> repair("x".repeat(2_097_153)));
        assertRefused(
                Reason.TOO_LARGE,
                () -> single(text(largest)
                        .replace("body-length: 2097152\n", "body-length: 2097153\n")
                        .replace("\n\nx", "\n\nxx")));
    }

    @Example
    void theSignatureIsBoundedToo() {
        String content = new String(PLAIN.content(), UTF_8) + "\n\n";

        assertThat(stream(content + "A".repeat(131_070) + "\n\n" + text(PLAIN))).hasSize(2);
        assertRefused(Reason.TOO_LARGE, () -> stream(content + "A".repeat(131_071) + "\n\n" + text(PLAIN)));
        assertRefused(Reason.TOO_LARGE, () -> stream(content + "A".repeat(1_000_000)));
        assertRefused(Reason.TOO_LARGE, () -> single(content + "A".repeat(131_072)));
    }

    @Property(tries = 50)
    void aStreamOfAnySizeIsReadHoweverItArrives(
            @ForAll @Size(max = 30) List<Boolean> bodies, @ForAll @IntRange(min = 1, max = 5000) int chunk)
            throws IOException {
        List<Assertion> sent =
                bodies.stream().map(body -> body ? WITH_BODY : PLAIN).toList();
        InputStream slow = new ByteArrayInputStream(AssertionStreams.join(sent)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, chunk));
            }
        };
        AssertionStreamDecoder decoder = new AssertionStreamDecoder(slow);
        List<Assertion> received = new ArrayList<>();
        for (var next = decoder.next(); next.isPresent(); next = decoder.next()) {
            received.add(next.get());
        }

        assertThat(received).isEqualTo(sent);
    }

    /** A cut inside a signature may still decode, but never to something else that verifies. */
    @Example
    void noPrefixOfAStreamIsAnotherAssertionThatVerifies() {
        byte[] bytes = AssertionStreams.join(List.of(PLAIN, WITH_BODY));
        for (int length = 0; length < bytes.length; length++) {
            AssertionStreamDecoder decoder =
                    new AssertionStreamDecoder(new ByteArrayInputStream(Arrays.copyOf(bytes, length)));
            try {
                for (var next = decoder.next(); next.isPresent(); next = decoder.next()) {
                    Assertion read = next.get();
                    SignatureVerifier.verify(
                            read,
                            (read.type() == AssertionType.ACCOUNT ? AUTHORITY.rootSigner() : AUTHORITY.brandSigner())
                                    .publicKey());
                    assertThat(read.content()).isIn(PLAIN.content(), WITH_BODY.content());
                }
            } catch (AssertionException e) {
                assertThat(e.reason()).isIn(Reason.MALFORMED, Reason.BAD_SIGNATURE);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Example
    void faultsOfTheStreamAreGivenOn() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> new AssertionStreamDecoder(broken).next())
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    @Example
    void bytesGivenOutAreCopies() {
        byte[] encoded = PLAIN.encoded();
        byte[] before = encoded.clone();
        PLAIN.encoded()[0] = 'X';
        PLAIN.content()[0] = 'X';
        Assertion read = AssertionDecoder.decode(encoded);
        encoded[0] = 'X';

        assertThat(read.encoded()).isEqualTo(before);
        assertThat(PLAIN.encoded()).isEqualTo(before);
    }

    @Example
    void bodiesOfJsonAreCanonical() {
        Headers headers = Headers.builder()
                .put("authority-id", BRAND)
                .put("account-id", BRAND)
                .put("name", "network")
                .put(
                        "views",
                        HeaderParser.parse(
                                        "views:\n  wifi:\n    rules:\n      -\n        request: ssid\n        storage: wifi.ssid")
                                .find("views")
                                .orElseThrow())
                .put("timestamp", NOW.toString())
                .build();
        String json = "{\n  \"storage\": {\n    \"schema\": {\n      \"wifi\": \"any\"\n    }\n  }\n}";

        Assertion schema = Assertions.sign(
                AssertionType.CONFDB_SCHEMA, headers, Vectors.bytes(json), AUTHORITY.brandSigner(), NOW);

        assertThat(single(text(schema))).isEqualTo(schema);
        assertRefused(
                Reason.INVALID,
                () -> Assertions.sign(
                        AssertionType.CONFDB_SCHEMA,
                        headers,
                        Vectors.bytes(json + "\n"),
                        AUTHORITY.brandSigner(),
                        NOW));
    }
}
