package org.brandstore.naming;

import java.util.Base64;
import java.util.HexFormat;

/**
 * A SHA3-384 digest. It has two spellings: lower-case hex in store JSON, unpadded base64url in assertions and URL paths
 * (assertions.md 1.7).
 *
 * @param hex the 96 lower-case hex digits
 */
public record Sha3_384(String hex) {
    private static final String RULE = "it must be 48 bytes in lower-case hex or unpadded base64url";

    public Sha3_384 {
        if (!hex.matches("[0-9a-f]{96}")) {
            throw new InvalidNameException("SHA3-384 digest", hex, RULE);
        }
    }

    /** @throws InvalidNameException if there are not 48 bytes */
    public static Sha3_384 ofBytes(byte[] digest) {
        return new Sha3_384(HexFormat.of().formatHex(digest));
    }

    /** @throws InvalidNameException if the text is not unpadded base64url of 48 bytes */
    public static Sha3_384 ofBase64Url(String text) {
        if (!text.matches("[-_A-Za-z0-9]{64}")) {
            throw new InvalidNameException("SHA3-384 digest", text, RULE);
        }
        return ofBytes(Base64.getUrlDecoder().decode(text));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    public String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    @Override
    public String toString() {
        return hex;
    }
}
