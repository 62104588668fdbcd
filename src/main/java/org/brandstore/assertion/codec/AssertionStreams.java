package org.brandstore.assertion.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.brandstore.assertion.Assertion;

/** Several assertions behind each other, with one blank line between neighbours (assertions.md 1.5). */
public final class AssertionStreams {
    private AssertionStreams() {}

    public static byte[] join(List<Assertion> assertions) {
        int length = assertions.stream().mapToInt(Assertion::encodedLength).sum() + assertions.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        try {
            write(assertions, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static void write(List<Assertion> assertions, OutputStream out) throws IOException {
        boolean first = true;
        for (Assertion assertion : assertions) {
            if (!first) {
                out.write('\n');
            }
            first = false;
            assertion.writeTo(out);
        }
    }
}
