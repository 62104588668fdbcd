package org.brandstore.api.publisher.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Reads one assertion out of a request. */
final class SignedText {
    /** Both parts at their limits (assertions.md 1.4). */
    private static final int MAX_CHARACTERS = 2_400_000;

    private SignedText() {}

    /** The assertion in a field. */
    static Assertion in(JsonBody body, String field) {
        try {
            return AssertionDecoder.decode(body.text(field, MAX_CHARACTERS).getBytes(UTF_8));
        } catch (AssertionException e) {
            throw body.wrong(field, String.valueOf(e.getMessage()));
        }
    }

    /** The assertion that is the whole body. */
    static Assertion whole(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_CHARACTERS + 1);
            if (bytes.length > MAX_CHARACTERS) {
                throw new StoreException(
                        ErrorCode.TOO_LARGE,
                        "cannot read the assertion: it has more than " + MAX_CHARACTERS + " bytes");
            }
            return AssertionDecoder.decode(bytes);
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot read the assertion: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StoreException(ErrorCode.INVALID_REQUEST, "cannot read the assertion: it was cut", e);
        }
    }
}
