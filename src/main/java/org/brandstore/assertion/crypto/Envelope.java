package org.brandstore.assertion.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;

/** One OpenPGP packet as text: base64 of the version byte 1 and the packet, wrapped at 76 (assertions.md 1.6). */
final class Envelope {
    private static final byte VERSION = 1;
    private static final int WIDTH = 76;
    /** Far above an RSA key of 16384 bits with any sane subpackets. */
    private static final int MAX_TEXT = 131_072;

    private Envelope() {}

    /**
     * The packet in new format with its header, and the version byte before it.
     *
     * @param tag the packet type
     * @param body the packet body
     */
    static byte[] wrap(int tag, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 6);
        out.write(VERSION);
        out.write(0xC0 | tag);
        if (body.length < 192) {
            out.write(body.length);
        } else if (body.length < 8384) {
            out.write(192 + ((body.length - 192) >> 8));
            out.write(body.length - 192);
        } else {
            out.write(0xFF);
            Bytes.writeInt(out, body.length);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** The text, without final LF. */
    static String encode(byte[] wrapped) {
        return Base64.getMimeEncoder(WIDTH, new byte[] {'\n'}).encodeToString(wrapped);
    }

    /**
     * Reads the packet body out of a text. CR and LF anywhere are skipped, nothing else is.
     *
     * @param what for messages
     * @throws AssertionException if the text is not base64 of version 1 and exactly one packet with this tag
     */
    static PacketReader open(byte[] text, int tag, String what) {
        if (text.length > MAX_TEXT) {
            throw malformed(what, "it is longer than " + MAX_TEXT + " characters");
        }
        byte[] wrapped = decode(text, what);
        if (wrapped.length == 0 || wrapped[0] != VERSION) {
            throw malformed(what, "it does not begin with version byte 1");
        }
        PacketReader all = new PacketReader(wrapped, 1, wrapped.length, what);
        PacketReader packet = all.packet(tag);
        all.requireEnd();
        return packet;
    }

    static PacketReader open(String text, int tag, String what) {
        return open(text.getBytes(StandardCharsets.UTF_8), tag, what);
    }

    private static byte[] decode(byte[] text, String what) {
        byte[] dense = new byte[text.length];
        int length = 0;
        for (byte b : text) {
            if (b != '\n' && b != '\r') {
                dense[length++] = b;
            }
        }
        if (length % 4 != 0) {
            throw malformed(what, "it is not padded base64");
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(dense, length));
        } catch (IllegalArgumentException e) {
            throw new AssertionException(
                    Reason.MALFORMED, "cannot read " + what + ": it is not base64 of the standard alphabet", e);
        }
    }

    private static AssertionException malformed(String what, String why) {
        return new AssertionException(Reason.MALFORMED, "cannot read " + what + ": " + why);
    }
}
