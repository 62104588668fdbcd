package org.brandstore.assertion.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packet we write, and the table of what devices tolerate (assertions.md 1.6). */
class SignaturePacketTest {
    private static final byte[] CONTENT = "type: test".getBytes(StandardCharsets.UTF_8);
    private static final RSAPrivateCrtKey KEY = Vectors.privateKey();
    private static final RsaAssertionSigner SIGNER = RsaAssertionSigner.of(KEY);
    private static final String TIME = "05026a6d3700";
    private static final String ISSUER = "09101155cbfce2e6bbc6";

    /** A packet of our own making, canonical unless told otherwise. */
    private static final class Forge {
        int version = 4;
        int type = 0;
        int algorithm = 1;
        int hashId = 10;
        String hashName = "SHA512";
        String hashed = TIME;
        String unhashed = ISSUER;
        boolean oldHeader;
        int mpiPadding;
        int bitsTooMany;
        int tagChange;

        byte[] text() throws GeneralSecurityException {
            byte[] area = HexFormat.of().parseHex(hashed);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(new byte[] {(byte) version, (byte) type, (byte) algorithm, (byte) hashId});
            Bytes.writeShort(body, area.length);
            body.writeBytes(area);
            byte[] suffix = body.toByteArray();
            ByteArrayOutputStream trailer = new ByteArrayOutputStream();
            trailer.write(4);
            trailer.write(0xFF);
            Bytes.writeInt(trailer, suffix.length);
            Signature signature = Signature.getInstance(hashName + "withRSA");
            signature.initSign(KEY);
            MessageDigest digest = MessageDigest.getInstance(hashName.replace("SHA", "SHA-"));
            for (byte[] part : new byte[][] {CONTENT, suffix, trailer.toByteArray()}) {
                signature.update(part);
                digest.update(part);
            }
            byte[] other = HexFormat.of().parseHex(unhashed);
            Bytes.writeShort(body, other.length);
            body.writeBytes(other);
            byte[] tag = digest.digest();
            body.write(tag[0] + tagChange);
            body.write(tag[1]);
            BigInteger value = new BigInteger(1, signature.sign());
            Bytes.writeShort(body, value.bitLength() + 8 * mpiPadding + bitsTooMany);
            body.writeBytes(new byte[mpiPadding]);
            body.writeBytes(Bytes.unsigned(value));
            byte[] wrapped = Envelope.wrap(2, body.toByteArray());
            return base64(oldHeader ? withOldHeader(body.toByteArray()) : wrapped);
        }

        /** How many bits the signature's number has. */
        int numberBits() throws GeneralSecurityException {
            Forge probe = new Forge();
            byte[] packet = Base64.getMimeDecoder().decode(probe.text());
            int at = 1
                    + 3
                    + 6
                    + HexFormat.of().parseHex(hashed).length
                    + 2
                    + HexFormat.of().parseHex(unhashed).length
                    + 2;
            return (packet[at] & 0xFF) << 8 | (packet[at + 1] & 0xFF);
        }

        private static byte[] withOldHeader(byte[] body) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(1);
            out.write(0x89);
            Bytes.writeShort(out, body.length);
            out.writeBytes(body);
            return out.toByteArray();
        }
    }

    private static byte[] base64(byte[] wrapped) {
        return Base64.getEncoder().encode(wrapped);
    }

    private static void assertAccepted(byte[] text) {
        assertThatCode(() -> SignatureVerifier.verify(CONTENT, text, SIGNER.publicKey()))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(Reason reason, byte[] text) {
        assertThatThrownBy(() -> SignatureVerifier.verify(CONTENT, text, SIGNER.publicKey()))
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void theSignerWritesTheCanonicalPacket() throws GeneralSecurityException {
        byte[] expected = new Forge().text();

        byte[] signed = SIGNER.sign(CONTENT, Vectors.signedAt());

        String text = new String(signed, StandardCharsets.US_ASCII);
        assertThat(text).endsWith("\n").startsWith("AcLAXAQAAQoABgUCam03AAAKCRARVcv84ua7x");
        assertThat(text.lines()).allMatch(line -> line.length() <= 76);
        assertThat(text.lines().limit(text.lines().count() - 1)).allMatch(line -> line.length() == 76);
        assertThat(text.replace("\n", "").getBytes(StandardCharsets.US_ASCII)).isEqualTo(expected);
        assertAccepted(expected);
    }

    @ParameterizedTest(name = "unhashed {0}")
    @ValueSource(strings = {"", "09100000000000000000", "0464010203", "091011 55cbfce2e6bbc603140102"})
    void unhashedSubpacketsMayBeMissingWrongOrUnknown(String area) throws GeneralSecurityException {
        Forge forge = new Forge();
        forge.unhashed = area.replace(" ", "");

        assertAccepted(forge.text());
    }

    static List<String> harmlessAreas() {
        String zeroTime = "050200000000";
        String latestTime = "0502ffffffff";
        String criticalTime = "05826a6d3700";
        String expired = TIME + "050300000001";
        String issuerFingerprint = "1621" + "00".repeat(21) + TIME;
        String notationWithTwoByteLength = TIME + "c00014" + "00".repeat(191);
        String notationWithFiveByteLength = TIME + "ff0000000514" + "00".repeat(4);
        return List.of(
                zeroTime,
                latestTime,
                criticalTime,
                expired,
                issuerFingerprint,
                notationWithTwoByteLength,
                notationWithFiveByteLength);
    }

    @ParameterizedTest(name = "hashed {0}")
    @MethodSource("harmlessAreas")
    void timesAreNotLookedAtAndExtraSubpacketsAreIgnored(String area) throws GeneralSecurityException {
        Forge forge = new Forge();
        forge.hashed = area;

        assertAccepted(forge.text());
    }

    @ParameterizedTest(name = "hashed {0}")
    @ValueSource(strings = {TIME + "02e400", TIME + "0294" + "00", "", "0464010203", "0502", "04026a6d37", TIME + "ff"})
    void criticalUnknownMissingTimeAndBrokenAreasAreRefused(String area) throws GeneralSecurityException {
        Forge forge = new Forge();
        forge.hashed = area;

        assertRefused(Reason.MALFORMED, forge.text());
    }

    @Test
    void aTimeOutsideTheHashedAreaIsRefused() throws GeneralSecurityException {
        Forge forge = new Forge();
        forge.hashed = "";
        forge.unhashed = TIME;
        assertRefused(Reason.MALFORMED, forge.text());

        forge.hashed = TIME;
        assertRefused(Reason.MALFORMED, forge.text());
    }

    @Test
    void anOldPacketHeaderIsAccepted() throws GeneralSecurityException {
        Forge forge = new Forge();
        forge.oldHeader = true;

        assertAccepted(forge.text());
    }

    @ParameterizedTest
    @CsvSource({"8, SHA256", "9, SHA384"})
    void otherStrongHashesAreAccepted(int id, String name) throws GeneralSecurityException {
        Forge forge = new Forge();
        forge.hashId = id;
        forge.hashName = name;

        assertAccepted(forge.text());
    }

    @Test
    void sha1IsRefusedHereThoughDevicesTakeIt() throws GeneralSecurityException {
        Forge forge = new Forge();
        forge.hashId = 2;
        forge.hashName = "SHA1";

        assertRefused(Reason.MALFORMED, forge.text());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0x10, 0x1F})
    void otherSignatureTypesAreAccepted(int type) throws GeneralSecurityException {
        Forge forge = new Forge();
        forge.type = type;

        assertAccepted(forge.text());
    }

    @Test
    void otherVersionsAndAlgorithmsAreRefused() throws GeneralSecurityException {
        for (int version : new int[] {3, 5, 6}) {
            Forge forge = new Forge();
            forge.version = version;
            assertRefused(Reason.MALFORMED, forge.text());
        }
        for (int algorithm : new int[] {2, 3, 17, 22}) {
            Forge forge = new Forge();
            forge.algorithm = algorithm;
            assertRefused(Reason.MALFORMED, forge.text());
        }
    }

    /** Real clients announce the bits of the key, whatever the number: see the requests under src/test/resources/wire. */
    @Test
    void aNumberMayAnnounceZeroBitsButNoMoreBytesThanTheKeyHas() throws GeneralSecurityException {
        int keyBits = KEY.getModulus().bitLength();
        Forge atKeyLength = new Forge();
        int bits = atKeyLength.numberBits();
        atKeyLength.bitsTooMany = (bits + 7) / 8 * 8 - bits;
        assertAccepted(atKeyLength.text());

        Forge padded = new Forge();
        padded.mpiPadding = keyBits / 8 - (bits + 7) / 8 + 1;
        assertRefused(Reason.BAD_SIGNATURE, padded.text());

        Forge cut = new Forge();
        cut.bitsTooMany = 8;
        assertRefused(Reason.MALFORMED, cut.text());
    }

    @Test
    void theTagOfTheDigestMustMatch() throws GeneralSecurityException {
        Forge forge = new Forge();
        forge.tagChange = 1;

        assertRefused(Reason.BAD_SIGNATURE, forge.text());
    }

    @Test
    void lineEndsAnywhereAreSkippedAndNothingElse() throws GeneralSecurityException {
        String text = new String(new Forge().text(), StandardCharsets.US_ASCII);

        assertAccepted(text.replaceAll("(.{5})", "$1\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String foreign : new String[] {" ", "\t", "-", "_", "\0", "=", "\u00e9"}) {
            String changed = text.substring(0, 40) + foreign + text.substring(40);
            assertRefused(Reason.MALFORMED, changed.getBytes(StandardCharsets.UTF_8));
        }
        assertRefused(Reason.MALFORMED, text.substring(1).getBytes(StandardCharsets.US_ASCII));
        assertRefused(Reason.MALFORMED, new byte[0]);
        assertRefused(Reason.MALFORMED, "\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theEnvelopeHoldsVersionOneAndOnePacket() throws GeneralSecurityException {
        byte[] wrapped = Base64.getDecoder().decode(new Forge().text());

        byte[] version = wrapped.clone();
        version[0] = 2;
        assertRefused(Reason.MALFORMED, base64(version));
        assertRefused(Reason.MALFORMED, base64(Arrays.copyOf(wrapped, wrapped.length + 1)));
        assertRefused(Reason.MALFORMED, base64(new byte[] {1}));
        byte[] key = Base64.getMimeDecoder().decode(SIGNER.publicKey().encoded());
        assertRefused(Reason.MALFORMED, base64(key));
        for (int length = 1; length < wrapped.length; length++) {
            assertRefused(Reason.MALFORMED, base64(Arrays.copyOf(wrapped, length)));
        }
    }

    @Test
    void aPacketInPartsOrWithoutLengthIsRefused() throws GeneralSecurityException {
        byte[] wrapped = Base64.getDecoder().decode(new Forge().text());

        byte[] parts = wrapped.clone();
        parts[2] = (byte) 0xE1;
        assertRefused(Reason.MALFORMED, base64(parts));
        byte[] endless = wrapped.clone();
        endless[1] = (byte) 0x8B;
        assertRefused(Reason.MALFORMED, base64(endless));
        byte[] noPacket = wrapped.clone();
        noPacket[1] = 0x42;
        assertRefused(Reason.MALFORMED, base64(noPacket));
    }

    @Test
    void fourByteLengthsAreRead() throws GeneralSecurityException {
        byte[] wrapped = Base64.getDecoder().decode(new Forge().text());
        byte[] body = Arrays.copyOfRange(wrapped, 4, wrapped.length);
        for (int header : new int[] {0xC2, 0x8A}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(1);
            out.write(header);
            if (header == 0xC2) {
                out.write(0xFF);
            }
            Bytes.writeInt(out, body.length);
            out.writeBytes(body);
            assertAccepted(base64(out.toByteArray()));
        }
    }

    @Test
    void aHugeTextIsRefusedUnread() {
        assertRefused(Reason.MALFORMED, "A".repeat(131_073).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aValueNotBelowTheModulusIsRefused() throws GeneralSecurityException {
        byte[] wrapped = Base64.getDecoder().decode(new Forge().text());
        Arrays.fill(wrapped, wrapped.length - 256, wrapped.length, (byte) 0xFF);
        wrapped[wrapped.length - 258] = 0x08;
        wrapped[wrapped.length - 257] = 0x00;

        assertRefused(Reason.BAD_SIGNATURE, base64(wrapped));
    }

    @Test
    void theTimeMustFitIntoThePacket() {
        assertThatIllegalArgumentException().isThrownBy(() -> SIGNER.sign(CONTENT, Instant.ofEpochSecond(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SIGNER.sign(CONTENT, Instant.ofEpochSecond(0x1_0000_0000L)));
        assertAccepted(SIGNER.sign(CONTENT, Instant.ofEpochSecond(0xFFFF_FFFFL)));
    }

    @Test
    void signaturesOfGnupgAreAccepted() {
        byte[] packet = Vectors.resource("/assertions/gpg/content.sig");
        byte[] wrapped = new byte[packet.length + 1];
        wrapped[0] = 1;
        System.arraycopy(packet, 0, wrapped, 1, packet.length);
        RSAPrivateCrtKey key = PrivateKeys.read(Vectors.resource("/assertions/gpg/plain-private-key.asc"));

        assertThatCode(() -> SignatureVerifier.verify(
                        Vectors.resource("/assertions/gpg/content"),
                        base64(wrapped),
                        RsaAssertionSigner.of(key).publicKey()))
                .doesNotThrowAnyException();
    }
}
