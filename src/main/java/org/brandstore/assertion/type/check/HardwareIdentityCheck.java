package org.brandstore.assertion.type.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.Sha3_384;

/** The rules of {@code hardware-identity} (assertions.md 3.23). */
final class HardwareIdentityCheck {
    private static final int SEQUENCE_TAG = 0x30;

    private HardwareIdentityCheck() {}

    static void check(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.HARDWARE_IDENTITY);
        fields.accountId("issuer-id");
        fields.demandAuthority("issuer-id");
        fields.nonEmpty("manufacturer");
        fields.named("hardware-name", NameRule.WORD);
        fields.nonEmpty("hardware-id");
        checkKey(fields);
    }

    /** The digest is one of the text, not of the key (assertions.md 1.7). */
    private static void checkKey(Fields fields) {
        String key = fields.nonEmpty("hardware-id-key");
        if (!isEncodedKey(key)) {
            throw fields.refuse("hardware-id-key", "must be a PKIX public key in base64");
        }
        Sha3_384 digest = digestOf(key);
        if (!fields.digest("hardware-id-key-sha3-384").equals(digest)) {
            throw fields.refuse(
                    "hardware-id-key-sha3-384",
                    "must be the digest of the text of \"hardware-id-key\", " + digest.base64Url());
        }
    }

    private static boolean isEncodedKey(String text) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(text);
            return der.length > 2 && der[0] == SEQUENCE_TAG;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Sha3_384 digestOf(String text) {
        try {
            return Sha3_384.ofBytes(
                    MessageDigest.getInstance("SHA3-384").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 9 has SHA3-384", e);
        }
    }
}
