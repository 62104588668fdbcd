package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.serial.SerialLimits;
import org.brandstore.device.serial.SerialRules;
import org.brandstore.device.serial.decision.DuplicatePolicy;
import org.brandstore.device.serial.log.SigningKind;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.Test;

/** Devices that prove their hardware, and those that come with a serial of the brand's own vault. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SerialHardwareIT extends SerialServiceFixture {
    private record Chip(KeyPair keys, String algorithm, String text, String id) {
        static Chip make(String kind, String algorithm) throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("RSA")) {
                generator.initialize(2048);
            } else if (kind.equals("EC")) {
                generator.initialize(256);
            }
            KeyPair keys = generator.generateKeyPair();
            String text = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
            byte[] digest = MessageDigest.getInstance("SHA3-384").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Chip(
                    keys,
                    algorithm,
                    text,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        }

        byte[] proof(String field, String requestId) throws GeneralSecurityException {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(requestId.getBytes(StandardCharsets.UTF_8));
            String signed = Base64.getEncoder().encodeToString(signature.sign());
            return ("{\"" + field + "\":\"" + id + "\",\"request-id-signature\":\"" + signed + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private void vouch(AssertionSigner by, Chip chip) throws IOException {
        Assertion identity = Assertions.sign(
                AssertionType.HARDWARE_IDENTITY,
                Headers.builder()
                        .put("authority-id", brand.id().value())
                        .put("issuer-id", brand.id().value())
                        .put("manufacturer", "Acme")
                        .put("hardware-name", "board-1")
                        .put("hardware-id", chip.id().substring(0, 8))
                        .put("hardware-id-key", chip.text())
                        .put("hardware-id-key-sha3-384", chip.id())
                        .build(),
                new byte[0],
                by,
                Instant.now());
        assertThat(hardware.add(brand.id(), new ByteArrayInputStream(identity.encoded()), ACTOR))
                .isEqualTo(1);
        assertThat(hardware.add(brand.id(), new ByteArrayInputStream(identity.encoded()), ACTOR))
                .isZero();
    }

    private RawHttp.Answer prove(TestDevice device, Chip chip, String field) throws GeneralSecurityException {
        String id = device.requestId();
        return device.askSerial(signedRequest(device, id, chip.proof(field, id)));
    }

    @Test
    void onlyHardwareThatTheBrandKnowsGetsASerial() throws Exception {
        rules(new SerialRules(DuplicatePolicy.SAME_KEY, true, SerialLimits.NONE, Optional.empty()));
        AssertionSigner brandKey = vaultKey("hardware-key");
        Chip rsa = Chip.make("RSA", "SHA384withRSA");
        Chip elliptic = Chip.make("EC", "SHA256withECDSA");
        Chip unknown = Chip.make("EC", "SHA256withECDSA");
        vouch(brandKey, rsa);
        vouch(brandKey, elliptic);

        refused(ask(device(0), "unit-1"), 401, "invalid-credentials");
        refused(prove(device(0), unknown, "hardware-id-key-sha384"), 401, "invalid-credentials");
        String id = device(0).requestId();
        refused(
                device(0).askSerial(signedRequest(device(0), id, rsa.proof("hardware-id-key-sha384", "another id"))),
                401,
                "invalid-credentials");
        refused(
                device(0)
                        .askSerial(signedRequest(
                                device(0), device(0).requestId(), "no json".getBytes(StandardCharsets.UTF_8))),
                401,
                "invalid-credentials");

        serial(prove(device(0), rsa, "hardware-id-key-sha384"));
        serial(prove(device(1), elliptic, "hardware-id-key-sha3-384"));
    }

    @Test
    void oneHardwareHasOneSerialWhateverItsKey() throws Exception {
        rules(new SerialRules(DuplicatePolicy.NEW_REVISION, true, SerialLimits.NONE, Optional.empty()));
        Chip chip = Chip.make("EC", "SHA384withECDSA");
        vouch(vaultKey("hardware-key"), chip);
        Assertion first = serial(prove(device(0), chip, "hardware-id-key-sha384"));

        Assertion afterReset = serial(prove(device(1), chip, "hardware-id-key-sha384"));

        assertThat(afterReset.text("serial")).isEqualTo(first.text("serial"));
        assertThat(afterReset.revision()).isEqualTo(1);
    }

    @Test
    void aDeviceWithASerialOfTheBrandsOwnVaultIsLetIn() {
        Assertion serial = signedElsewhere(vaultKey("vault"), device(0), "vault-1", 0);

        assertThat(device(0).askSession(serial, device(0).nonce()).status()).isEqualTo(200);
        assertThat(device(0).askSession(serial, device(0).nonce()).status()).isEqualTo(200);

        assertThat(log()).hasSize(1);
        assertThat(log().getFirst().kind()).isEqualTo(SigningKind.ELSEWHERE);
        assertThat(devices.find(new DeviceRef(brand.id(), MODEL, new SerialNumber("vault-1"))))
                .isPresent();
        refused(ask(device(1), "vault-1"), 409, "conflict");
    }

    @Test
    void ofTwoVaultSerialsOfOneNameAndRevisionOnlyTheFirstIsLetIn() {
        AssertionSigner vault = vaultKey("vault");
        Assertion first = signedElsewhere(vault, device(0), "vault-1", 0);
        Assertion second = signedElsewhere(vault, device(1), "vault-1", 0);

        assertThat(device(0).askSession(first, device(0).nonce()).status()).isEqualTo(200);
        refused(device(1).askSession(second, device(1).nonce()), 400, "invalid-assertion");
    }

    @Test
    void noSessionTakesASerialFromTheKeyThatHasIt() {
        AssertionSigner vault = vaultKey("vault");
        Assertion genuine = signedElsewhere(vault, device(0), "vault-1", 0);
        assertThat(device(0).askSession(genuine, device(0).nonce()).status()).isEqualTo(200);

        for (int revision : new int[] {0, 1, 7}) {
            Assertion forged = signedElsewhere(vault, device(1), "vault-1", revision);
            refused(device(1).askSession(forged, device(1).nonce()), 400, "invalid-assertion");
        }

        assertThat(device(0).askSession(genuine, device(0).nonce()).status()).isEqualTo(200);
        assertThat(log()).hasSize(1);
    }

    @Test
    void aSerialOfThisServerIsNotTakenByOneThatAVaultSigned() {
        Assertion genuine = serial(ask(device(0), "unit-1"));
        Assertion forged = signedElsewhere(vaultKey("vault"), device(1), "unit-1", 1);

        refused(device(1).askSession(forged, device(1).nonce()), 400, "invalid-assertion");

        assertThat(device(0).askSession(genuine, device(0).nonce()).status()).isEqualTo(200);
    }

    @Test
    void aSerialMovesToAnotherKeyOnSomebodysWordAndTheOlderOneIsOut() {
        AssertionSigner vault = vaultKey("vault");
        Assertion first = signedElsewhere(vault, device(0), "vault-1", 0);
        Assertion second = signedElsewhere(vault, device(1), "vault-1", 1);
        assertThat(device(0).askSession(first, device(0).nonce()).status()).isEqualTo(200);

        serials.add(brand.id(), second, "set up anew", ACTOR);

        assertThat(device(1).askSession(second, device(1).nonce()).status()).isEqualTo(200);

        refused(device(0).askSession(first, device(0).nonce()), 400, "invalid-assertion");
        rules(DuplicatePolicy.NEW_REVISION);
        assertThat(serial(ask(device(2), "vault-1")).revision()).isEqualTo(2);
    }

    @Test
    void aKeyWithTwoVaultSerialsIsLetInWithTheFirst() {
        AssertionSigner vault = vaultKey("vault");
        Assertion first = signedElsewhere(vault, device(0), "vault-1", 0);
        Assertion second = signedElsewhere(vault, device(0), "vault-2", 0);

        assertThat(device(0).askSession(first, device(0).nonce()).status()).isEqualTo(200);
        refused(device(0).askSession(second, device(0).nonce()), 400, "invalid-assertion");
    }
}
