package org.brandstore.security.macaroon;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Reads and writes the version 1 packets of one macaroon; a reader goes over the bytes once. */
final class MacaroonPackets {
    /** Longer texts are refused before they are decoded; the web server's header limit is of the same order. */
    static final int MAX_TEXT = 65_536;

    private static final int HEADER = 4;
    private static final int MAX_PACKET = 0xffff;
    private static final int MAX_CAVEATS = 256;

    private final byte[] bytes;
    private int position;

    private MacaroonPackets(byte[] bytes) {
        this.bytes = bytes;
    }

    static Macaroon parse(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new MalformedMacaroonException("it must have 1 to " + MAX_TEXT + " characters");
        }
        try {
            return new MacaroonPackets(Base64.getUrlDecoder().decode(text)).macaroon();
        } catch (IllegalArgumentException e) {
            throw new MalformedMacaroonException("it is not base64url");
        }
    }

    static String serialize(Macaroon macaroon) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        write(out, "location", macaroon.location().getBytes(UTF_8));
        write(out, "identifier", macaroon.identifier().getBytes(UTF_8));
        for (Caveat caveat : macaroon.caveats()) {
            write(out, "cid", caveat.id().getBytes(UTF_8));
            if (caveat instanceof Caveat.ThirdParty third) {
                write(out, "vid", third.verificationBytes());
                write(out, "cl", third.location().getBytes(UTF_8));
            }
        }
        write(out, "signature", macaroon.signatureBytes());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, String key, byte[] value) {
        int length = HEADER + key.length() + 1 + value.length + 1;
        if (length > MAX_PACKET) {
            throw new IllegalArgumentException("macaroon packet " + key + " would have " + length + " bytes");
        }
        out.writeBytes(HexFormat.of().toHexDigits(length, HEADER).getBytes(US_ASCII));
        out.writeBytes(key.getBytes(US_ASCII));
        out.write(' ');
        out.writeBytes(value);
        out.write('\n');
    }

    private Macaroon macaroon() {
        String location = text(next("location"));
        String identifier = text(next("identifier"));
        List<Caveat> caveats = new ArrayList<>();
        while (nextIs("cid")) {
            if (caveats.size() == MAX_CAVEATS) {
                throw new MalformedMacaroonException("it has more than " + MAX_CAVEATS + " caveats");
            }
            caveats.add(caveat());
        }
        byte[] signature = next("signature");
        if (signature.length != MacaroonChain.SIGNATURE_LENGTH) {
            throw new MalformedMacaroonException("the signature must have 32 bytes");
        }
        if (position != bytes.length) {
            throw new MalformedMacaroonException("there is something after the signature");
        }
        return new Macaroon(location, identifier, caveats, signature);
    }

    private Caveat caveat() {
        String id = text(next("cid"));
        if (!nextIs("vid")) {
            return new Caveat.FirstParty(id);
        }
        byte[] verificationId = next("vid");
        return new Caveat.ThirdParty(id, HexFormat.of().formatHex(verificationId), text(next("cl")));
    }

    private boolean nextIs(String key) {
        int start = position + HEADER;
        int end = start + key.length();
        return end < bytes.length
                && bytes[end] == ' '
                && Arrays.equals(bytes, start, end, key.getBytes(US_ASCII), 0, key.length());
    }

    private byte[] next(String key) {
        if (!nextIs(key)) {
            throw new MalformedMacaroonException("packet " + key + " is missing or out of order");
        }
        int length = packetLength();
        int from = position + HEADER + key.length() + 1;
        int to = position + length - 1;
        if (to < from || to >= bytes.length || bytes[to] != '\n') {
            throw new MalformedMacaroonException("the length of packet " + key + " does not fit");
        }
        position = to + 1;
        return Arrays.copyOfRange(bytes, from, to);
    }

    private int packetLength() {
        int length = 0;
        for (int i = 0; i < HEADER; i++) {
            int digit = lowerHexDigit(bytes[position + i]);
            length = (length << 4) | digit;
        }
        return length;
    }

    private static int lowerHexDigit(byte character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        if (character >= 'a' && character <= 'f') {
            return character - 'a' + 10;
        }
        throw new MalformedMacaroonException("a packet must begin with four lower-case hex digits");
    }

    private static String text(byte[] value) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedMacaroonException("a text in it is not UTF-8");
        }
    }
}
