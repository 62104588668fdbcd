package org.brandstore.device.serial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.KeyId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Proves that a request comes from hardware that the brand knows: the body of the request is JSON with the id of a key
 * and a signature of the request id by it, and a {@code hardware-identity} of the brand vouches for the key
 * (device-api.md 4, assertions.md 3.23).
 */
@ApplicationScoped
class HardwareProof {
    /** The clients write the first, documents the second (brand-store-features.md, 69). */
    private static final List<String> KEY_FIELDS = List.of("hardware-id-key-sha384", "hardware-id-key-sha3-384");

    private static final String SIGNATURE_FIELD = "request-id-signature";
    private static final int MOST_BODY = 64 * 1024;

    private final AssertionDatabase assertions;
    private final ObjectMapper json;

    HardwareProof(AssertionDatabase assertions, ObjectMapper json) {
        this.assertions = assertions;
        this.json = json;
    }

    /**
     * The id of the hardware's key.
     *
     * @throws StoreException {@link ErrorCode#INVALID_CREDENTIALS} if there is no proof, or it does not hold
     */
    KeyId require(SerialClaim claim) {
        JsonNode body = read(claim.body());
        KeyId id = keyId(body);
        Assertion identity = assertions
                .find(AssertionRef.of(
                        AssertionType.HARDWARE_IDENTITY, claim.brand().value(), id.value()))
                .orElseThrow(() -> refuse("the brand has vouched for no hardware with key " + id));
        byte[] signature = decode(body.path(SIGNATURE_FIELD).asText(""))
                .orElseThrow(() -> refuse(SIGNATURE_FIELD + " must be a signature in base64"));
        byte[] signed = claim.view().requestId().getBytes(StandardCharsets.UTF_8);
        if (!verifies(identity.text("hardware-id-key"), signed, signature)) {
            throw refuse(SIGNATURE_FIELD + " is not a signature of the request id by hardware key " + id);
        }
        return id;
    }

    /** The id of the hardware's key if the request holds a proof that it is this hardware, whether or not it was asked for one. */
    Optional<KeyId> shown(SerialClaim claim) {
        if (claimed(claim.body()).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(require(claim));
        } catch (StoreException e) {
            return Optional.empty(); // it proves nothing
        }
    }

    /** The id of the hardware's key that a body names, true or not; empty if it names none. */
    Optional<KeyId> claimed(byte[] body) {
        if (body.length == 0 || body.length > MOST_BODY) {
            return Optional.empty();
        }
        try {
            return Optional.of(keyId(json.readTree(body)));
        } catch (IOException | StoreException e) {
            return Optional.empty(); // a body of another kind
        }
    }

    private JsonNode read(byte[] body) {
        if (body.length == 0 || body.length > MOST_BODY) {
            throw refuse("the model asks for a proof of the hardware in the body of the request");
        }
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw refuse("the body of the request must be JSON");
        } catch (IOException e) {
            throw new IllegalStateException("cannot read from memory", e);
        }
    }

    private static KeyId keyId(JsonNode body) {
        String id = KEY_FIELDS.stream()
                .map(field -> body.path(field).asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow(() -> refuse("the body of the request must hold " + KEY_FIELDS.getFirst()));
        try {
            return new KeyId(id);
        } catch (InvalidNameException e) {
            throw refuse(KEY_FIELDS.getFirst() + " must be a digest as the hardware-identity spells it");
        }
    }

    /** The key decides the scheme. Which digest the hardware can do is its own matter; all of these are strong. */
    private static boolean verifies(String encodedKey, byte[] signed, byte[] signature) {
        return HardwareKeys.strong(encodedKey)
                .filter(key -> schemes(key.getAlgorithm()).stream()
                        .anyMatch(scheme -> verifies(scheme, key, signed, signature)))
                .isPresent();
    }

    private static List<String> schemes(String kind) {
        return switch (kind) {
            case "RSA" -> List.of("SHA384withRSA", "SHA256withRSA", "SHA512withRSA");
            case "EC" -> List.of("SHA384withECDSA", "SHA256withECDSA", "SHA512withECDSA");
            default -> List.of(kind);
        };
    }

    private static boolean verifies(String scheme, PublicKey key, byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(scheme);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // bytes that are no signature of this scheme
        }
    }

    private static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'));
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static StoreException refuse(String why) {
        return new StoreException(ErrorCode.INVALID_CREDENTIALS, "cannot issue a serial: " + why);
    }
}
