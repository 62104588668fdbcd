package org.brandstore.assertion.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.Vectors;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids of keys depend on nothing but the key (assertions.md 1.7). */
class PublicKeyTest {
    private static final PublicKey KEY = Vectors.signer().publicKey();

    /** The same key in a packet as others write it. */
    private static String foreign(int version, int time, int algorithm, BigInteger modulus, BigInteger exponent) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(version);
        Bytes.writeInt(body, time);
        body.write(algorithm);
        Bytes.writeMpi(body, modulus);
        Bytes.writeMpi(body, exponent);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        out.write(0x99);
        Bytes.writeShort(out, body.size());
        out.writeBytes(body.toByteArray());
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static void assertRefused(Reason reason, String text) {
        assertThatThrownBy(() -> PublicKey.decode(text))
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1451606400, 1", "1785542400, 2", "-1, 3"})
    void theIdIsTheSameWhateverThePacket(int time, int algorithm) {
        PublicKey decoded = PublicKey.decode(
                foreign(4, time, algorithm, KEY.key().getModulus(), KEY.key().getPublicExponent()));

        assertThat(decoded.id()).isEqualTo(KEY.id());
        assertThat(decoded.encoded()).isEqualTo(KEY.encoded());
        assertThat(decoded)
                .isEqualTo(KEY)
                .hasSameHashCodeAs(KEY)
                .hasToString(KEY.id().value());
    }

    @Test
    void theIdIsTheSameFromThePrivateHalf() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Vectors.key().get("pkcs8-base64").asText() + "\n-----END PRIVATE KEY-----\n";

        PublicKey key =
                RsaAssertionSigner.of(PrivateKeys.read(Vectors.bytes(pem))).publicKey();

        assertThat(key.id().value())
                .isEqualTo(Vectors.key().get("public-key-sha3-384").asText());
    }

    @Test
    void theOpenPgpIdIsTheEndOfTheFingerprint() {
        assertThat(KEY.openPgpKeyId()).asHexString().isEqualTo("1155CBFCE2E6BBC6");
        assertThat(Vectors.key().get("openpgp-v4-fingerprint").asText()).endsWith("1155cbfce2e6bbc6");
    }

    @Test
    void longKeysHaveTheKnownForm() {
        byte[] chain = Vectors.resource("/assertions/chain-4096/trusted.assert");
        var accountKey = AssertionStreamDecoder.decodeAll(chain).get(1);

        PublicKey key = PublicKey.decode(accountKey.body());

        assertThat(key.encoded()).hasSize(717).startsWith("AcbBTQRWhcGAARAA").doesNotEndWith("\n");
        assertThat(Vectors.bytes(key.encoded())).isEqualTo(accountKey.body());
        assertThat(key.id().value()).isEqualTo(accountKey.text("public-key-sha3-384"));
    }

    @Test
    void otherVersionsAndAlgorithmsAreRefused() {
        BigInteger n = KEY.key().getModulus();
        BigInteger e = KEY.key().getPublicExponent();

        assertRefused(Reason.MALFORMED, foreign(3, 0, 1, n, e));
        assertRefused(Reason.MALFORMED, foreign(4, 0, 0, n, e));
        assertRefused(Reason.MALFORMED, foreign(4, 0, 4, n, e));
        assertRefused(Reason.MALFORMED, foreign(4, 0, 17, n, e));
        assertRefused(Reason.MALFORMED, "");
        assertRefused(Reason.MALFORMED, "key");
        assertRefused(Reason.MALFORMED, "\u00e9\u00e9\u00e9\u00e9");
    }

    @Test
    void unusualNumbersAreRefused() {
        BigInteger n = KEY.key().getModulus();
        BigInteger e = KEY.key().getPublicExponent();

        assertRefused(Reason.INVALID, foreign(4, 0, 1, n, BigInteger.ONE));
        assertRefused(Reason.INVALID, foreign(4, 0, 1, n, BigInteger.TWO));
        assertRefused(Reason.INVALID, foreign(4, 0, 1, n, BigInteger.valueOf(0x1000001)));
        assertRefused(Reason.INVALID, foreign(4, 0, 1, n, BigInteger.ZERO));
        assertRefused(Reason.INVALID, foreign(4, 0, 1, n.clearBit(0), e));
        assertRefused(Reason.INVALID, foreign(4, 0, 1, BigInteger.ZERO, e));
        assertRefused(
                Reason.INVALID, foreign(4, 0, 1, BigInteger.ONE.shiftLeft(1022).setBit(0), e));
        assertRefused(
                Reason.INVALID,
                foreign(4, 0, 1, BigInteger.ONE.shiftLeft(16_384).setBit(0), e));
    }

    @Test
    void theLargestExponentAndTheShortestKeyPass() throws GeneralSecurityException {
        BigInteger modulus = BigInteger.ONE.shiftLeft(1023).setBit(0);
        RSAPublicKeySpec spec = new RSAPublicKeySpec(modulus, BigInteger.valueOf(0xFFFFFF));
        RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);

        PublicKey made = PublicKey.of(key);

        assertThat(PublicKey.decode(made.encoded()).key().getPublicExponent()).isEqualTo(BigInteger.valueOf(0xFFFFFF));
    }

    @Test
    void bytesAfterTheNumbersAreRefused() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(4);
        Bytes.writeInt(body, 0);
        body.write(1);
        Bytes.writeMpi(body, KEY.key().getModulus());
        Bytes.writeMpi(body, KEY.key().getPublicExponent());
        body.write(0);

        assertRefused(Reason.MALFORMED, Envelope.encode(Envelope.wrap(6, body.toByteArray())));
    }
}
