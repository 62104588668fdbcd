package org.brandstore.security.macaroon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC-SHA256 chain behind a macaroon's signature (publisher-api.md 3.3). */
final class MacaroonChain {
    /** The length of a signature in bytes. */
    static final int SIGNATURE_LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] KEY_GENERATOR = "macaroons-key-generator".getBytes(UTF_8);
    private static final byte[] ZERO_KEY = new byte[SIGNATURE_LENGTH];

    private MacaroonChain() {}

    static byte[] signature(byte[] key, String identifier, List<Caveat> caveats) {
        byte[] signature = hmac(hmac(KEY_GENERATOR, key), identifier.getBytes(UTF_8));
        for (Caveat caveat : caveats) {
            signature = extend(signature, caveat);
        }
        return signature;
    }

    static byte[] extend(byte[] signature, Caveat caveat) {
        byte[] id = caveat.id().getBytes(UTF_8);
        return switch (caveat) {
            case Caveat.FirstParty ignored -> hmac(signature, id);
            case Caveat.ThirdParty third -> hmacOfPair(signature, third.verificationBytes(), id);
        };
    }

    /** The signature that a discharge carries once it is bound to a root macaroon. */
    static byte[] bind(byte[] rootSignature, byte[] dischargeSignature) {
        return hmacOfPair(ZERO_KEY, rootSignature, dischargeSignature);
    }

    private static byte[] hmacOfPair(byte[] key, byte[] first, byte[] second) {
        byte[] both = new byte[2 * SIGNATURE_LENGTH];
        System.arraycopy(hmac(key, first), 0, both, 0, SIGNATURE_LENGTH);
        System.arraycopy(hmac(key, second), 0, both, SIGNATURE_LENGTH, SIGNATURE_LENGTH);
        return hmac(key, both);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
