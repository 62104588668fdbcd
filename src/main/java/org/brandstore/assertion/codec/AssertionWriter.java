package org.brandstore.assertion.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.GenericChecks;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.Scalars;

/** Assembles the bytes that are signed, in the canonical order of headers (assertions.md 1.3). */
public final class AssertionWriter {
    private static final String BODY_LENGTH = "body-length";
    private static final String SIGN_KEY = "sign-key-sha3-384";

    private final AssertionType type;
    private final Headers headers;
    private final StringBuilder head = new StringBuilder(512);
    private final HeaderWriter writer = new HeaderWriter(head);
    /** Headers with a place of their own, which are not sorted among the others. */
    private final Set<String> placed = new LinkedHashSet<>(Set.of("type", BODY_LENGTH, SIGN_KEY));

    private AssertionWriter(AssertionType type, Headers headers) {
        this.type = type;
        this.headers = headers;
    }

    /**
     * Head, and body if there is one. {@code type} and {@code body-length} are set from the arguments and may be absent
     * from the headers; if they are there, they must agree.
     *
     * <p>An optional primary key header that is given with its default value is left out; one that is absent is written
     * with the default among the sorted headers. Both mean the same, and devices' own signer does so too.
     *
     * @throws AssertionException if what would be written could not be read back
     */
    public static byte[] content(AssertionType type, Headers headers, byte[] body) {
        AssertionWriter writer = new AssertionWriter(type, headers);
        return writer.content(body);
    }

    private byte[] content(byte[] body) {
        GenericChecks.checkSignKeyId(headers);
        GenericChecks.checkAuthority(type, headers);
        GenericChecks.primaryKey(type, headers);
        if (!Utf8.isValid(body, 0, body.length)) {
            throw notWritable("the body is not UTF-8");
        }
        AssertionLimits.checkBody(body.length);
        writeAgreed("type", type.wireName());
        writeCount("format");
        placed.add("authority-id");
        headers.find("authority-id").ifPresent(value -> writer.header("authority-id", value));
        writeCount("revision");
        writePrimaryKey();
        writeOthers();
        if (body.length > 0) {
            writeAgreed(BODY_LENGTH, Integer.toString(body.length));
        } else {
            checkAgrees(BODY_LENGTH, "0");
        }
        writer.header(SIGN_KEY, new HeaderValue.Text(headers.requireText(SIGN_KEY)));
        return joined(head.toString().getBytes(StandardCharsets.UTF_8), body);
    }

    private void writeCount(String name) {
        placed.add(name);
        int value = Scalars.count(name, headers);
        if (value > 0) {
            writer.header(name, new HeaderValue.Text(Integer.toString(value)));
        }
    }

    private void writePrimaryKey() {
        for (String name : type.primaryKeyHeaders()) {
            Optional<String> given = headers.findText(name);
            if (given.isPresent()) {
                placed.add(name);
                if (!given.equals(type.keyDefault(name))) {
                    writer.header(name, new HeaderValue.Text(given.get()));
                }
            }
        }
    }

    private void writeOthers() {
        Headers.Builder others = Headers.builder();
        type.primaryKeyHeaders().forEach(name -> type.keyDefault(name).ifPresent(value -> others.put(name, value)));
        others.putAll(headers);
        placed.forEach(others::remove);
        others.build().asMap().forEach(writer::header);
    }

    private void writeAgreed(String name, String value) {
        checkAgrees(name, value);
        writer.header(name, new HeaderValue.Text(value));
    }

    private void checkAgrees(String name, String value) {
        if (headers.find(name).isPresent() && !headers.requireText(name).equals(value)) {
            throw notWritable("header \"" + name + "\" must be \"" + value + "\" or absent");
        }
    }

    private static byte[] joined(byte[] head, byte[] body) {
        AssertionLimits.checkHead(head.length);
        if (body.length == 0) {
            return head;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + 2 + body.length);
        out.writeBytes(head);
        out.write('\n');
        out.write('\n');
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static AssertionException notWritable(String why) {
        return new AssertionException(Reason.INVALID, "cannot write assertion: " + why);
    }
}
