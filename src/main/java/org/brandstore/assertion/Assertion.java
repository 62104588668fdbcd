package org.brandstore.assertion;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A signed statement. The bytes it came in are kept and given back unchanged (assertions.md 1.1). */
public final class Assertion {
    private final Headers headers;
    private final byte[] encoded;
    private final int contentLength;
    private final int bodyStart;
    private final AssertionRef ref;
    private final int format;
    private final int revision;

    /**
     * @param headers the parsed headers
     * @param encoded content, LF LF, signature, one LF; not copied
     * @param contentLength the length of the content in {@code encoded}
     * @param bodyStart where the body begins; {@code contentLength} if there is none
     */
    public Assertion(Headers headers, byte[] encoded, int contentLength, int bodyStart) {
        this.headers = headers;
        this.encoded = encoded;
        this.contentLength = contentLength;
        this.bodyStart = bodyStart;
        GenericChecks.checkSignKeyId(headers);
        AssertionType type = GenericChecks.type(headers);
        GenericChecks.checkAuthority(type, headers);
        this.format = Scalars.count("format", headers);
        this.revision = Scalars.count("revision", headers);
        this.ref = new AssertionRef(type, GenericChecks.primaryKey(type, headers));
        if (type.timestampChecked()) {
            Scalars.time("timestamp", headers.requireText("timestamp"));
        }
    }

    public AssertionType type() {
        return ref.type();
    }

    public Headers headers() {
        return headers;
    }

    public int format() {
        return format;
    }

    public int revision() {
        return revision;
    }

    /** The account that says this; empty for the types without authority. */
    public Optional<String> authorityId() {
        return headers.findText("authority-id");
    }

    /** The id of the key that signed, as unpadded base64url. */
    public String signKeyId() {
        return headers.requireText("sign-key-sha3-384");
    }

    public AssertionRef ref() {
        return ref;
    }

    /** The values of all primary key headers, defaults filled in. */
    public List<String> primaryKey() {
        return ref.primaryKey();
    }

    /** The number of this member, if the type forms sequences. */
    public Optional<Integer> sequence() {
        return type().sequenceForming()
                ? Optional.of(Scalars.integer(
                        type().primaryKeyHeaders().getLast(), primaryKey().getLast()))
                : Optional.empty();
    }

    /** When it was made, if it says so. */
    public Optional<Instant> timestamp() {
        return headers.findText("timestamp").map(text -> Scalars.time("timestamp", text));
    }

    /** @throws AssertionException if the header is absent or not a text */
    public String text(String header) {
        return headers.requireText(header);
    }

    /** A copy of the body; empty if there is none. */
    public byte[] body() {
        return Arrays.copyOfRange(encoded, bodyStart, contentLength);
    }

    /** The length of the body in bytes. */
    public int bodyLength() {
        return contentLength - bodyStart;
    }

    /** A copy of the signed bytes. */
    public byte[] content() {
        return Arrays.copyOf(encoded, contentLength);
    }

    /** A copy of the signature text with its final LF. */
    public byte[] signature() {
        return Arrays.copyOfRange(encoded, contentLength + 2, encoded.length);
    }

    /** A copy of the whole: content, LF LF, signature, one LF. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** The length of the whole in bytes. */
    public int encodedLength() {
        return encoded.length;
    }

    /** Writes the whole without copying it first. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(encoded);
    }

    /** Two assertions are equal if all their bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Assertion assertion && Arrays.equals(encoded, assertion.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return ref + " (revision " + revision + (format == 0 ? ")" : ", format " + format + ")");
    }
}
