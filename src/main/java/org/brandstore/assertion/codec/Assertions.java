package org.brandstore.assertion.codec;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.Scalars;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.type.check.FormatNeeds;

/** Makes assertions. */
public final class Assertions {
    private static final String FORMAT = "format";
    private static final String SIGN_KEY = "sign-key-sha3-384";

    private Assertions() {}

    /**
     * Assembles, signs, and reads the result back, so that only what devices can read leaves here.
     *
     * <p>{@code type}, {@code body-length} and {@code sign-key-sha3-384} are added; {@code format} too unless given: the
     * lowest that carries the features used.
     *
     * @param at the time of signing inside the signature; no device looks at it
     * @throws AssertionException if headers or body break a rule, or a given format is too low or too high
     */
    public static Assertion sign(AssertionType type, Headers headers, byte[] body, AssertionSigner signer, Instant at) {
        String keyId = signer.publicKey().id().value();
        if (!headers.findText(SIGN_KEY).orElse(keyId).equals(keyId)) {
            throw new AssertionException(
                    Reason.INVALID, "cannot sign " + type + " with key " + keyId + ": the headers name another key");
        }
        Headers complete = Headers.builder()
                .putAll(headers)
                .put(SIGN_KEY, keyId)
                .put(FORMAT, Integer.toString(format(type, headers)))
                .build();
        byte[] content = AssertionWriter.content(type, complete, body);
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 1024);
        out.writeBytes(content);
        out.write('\n');
        out.write('\n');
        out.writeBytes(signer.sign(content, at));
        return AssertionDecoder.decode(out.toByteArray());
    }

    private static int format(AssertionType type, Headers headers) {
        int needed = FormatNeeds.minimal(type, headers);
        int format = headers.find(FORMAT).isPresent() ? Scalars.count(FORMAT, headers) : needed;
        if (format < needed || format > type.maxFormat()) {
            throw new AssertionException(
                    Reason.UNSUPPORTED_FORMAT,
                    "cannot sign " + type + " with format " + format + ": it must be " + needed + " to "
                            + type.maxFormat());
        }
        return format;
    }
}
