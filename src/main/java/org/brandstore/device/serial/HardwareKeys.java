package org.brandstore.device.serial;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The keys by which hardware is known (assertions.md 3.23). A weak one proves nothing. */
final class HardwareKeys {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_CURVE_BITS = 256;

    private HardwareKeys() {}

    /**
     * The key, if it is a strong one of a kind that can prove something here: RSA, elliptic curve or Ed25519.
     *
     * @param encoded as a {@code hardware-identity} holds it: a DER SubjectPublicKeyInfo in base64
     */
    static Optional<PublicKey> strong(String encoded) {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return List.of("RSA", "EC", "Ed25519").stream()
                .flatMap(kind -> read(kind, der).stream())
                .findFirst()
                .filter(HardwareKeys::isStrong);
    }

    private static boolean isStrong(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            case ECPublicKey curve -> curve.getParams().getOrder().bitLength() >= LEAST_CURVE_BITS;
            default -> true;
        };
    }

    private static Optional<PublicKey> read(String kind, byte[] der) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // a key of another kind
        }
    }
}
