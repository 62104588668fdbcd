package org.brandstore.account.factor;

import org.apache.commons.codec.binary.Base32;

/** How secrets are written for people: base 32 (RFC 4648) without padding, as authenticator apps read it. */
final class FactorText {
    private FactorText() {}

    static String of(byte[] bytes) {
        String padded = new Base32().encodeToString(bytes);
        int end = padded.indexOf('=');
        return end < 0 ? padded : padded.substring(0, end);
    }
}
