package org.brandstore.assertion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.crypto.SignatureVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsTest {

    static List<Vectors.Valid> valid() {
        return Vectors.valid();
    }

    static List<Vectors.Suspicious> suspicious() {
        return Vectors.suspicious();
    }

    @Test
    void allVectorsAreThere() {
        assertThat(valid()).hasSize(14);
        assertThat(suspicious()).hasSize(13);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void writerAndSignerReproduceEveryByte(Vectors.Valid vector) {
        Assertion made = org.brandstore.assertion.codec.Assertions.sign(
                vector.type(), vector.headers(), Vectors.bytes(vector.body()), Vectors.signer(), Vectors.signedAt());

        assertThat(new String(made.encoded(), UTF_8)).isEqualTo(vector.text());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void bothDecodersReadTheSame(Vectors.Valid vector) {
        byte[] bytes = Vectors.bytes(vector.text());

        Assertion single = AssertionDecoder.decode(bytes);

        assertThat(AssertionStreamDecoder.decodeAll(bytes)).containsExactly(single);
        assertThat(single.type()).isEqualTo(vector.type());
        assertThat(new String(single.body(), UTF_8)).isEqualTo(vector.body());
        assertThat(single.encoded()).isEqualTo(bytes);
        SignatureVerifier.verify(single, Vectors.signer().publicKey());
    }

    @ParameterizedTest
    @MethodSource("suspicious")
    void verdictsAreThoseOfTheDevices(Vectors.Suspicious vector) {
        byte[] bytes = Vectors.bytes(vector.text());

        assertVerdict("single", vector.single(), () -> AssertionDecoder.decode(bytes));
        assertVerdict("stream", vector.stream(), () -> AssertionStreamDecoder.decodeAll(bytes));
        if (vector.stream().isEmpty()) {
            Assertion assertion = AssertionStreamDecoder.decodeAll(bytes).getFirst();
            assertVerdict(
                    "signature",
                    vector.signature(),
                    () -> SignatureVerifier.verify(assertion, Vectors.signer().publicKey()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brand.account",
                "brand.account-key",
                "model",
                "model-gadget",
                "root.account",
                "root.account-key",
                "serial",
                "store",
                "store.account-key"
            })
    void recordedAssertionsDecode(String name) {
        byte[] bytes = Vectors.resource("/wire/" + name + ".assert");

        assertThat(AssertionDecoder.decode(bytes).encoded()).isEqualTo(bytes);
    }

    @Test
    void assertionsWithoutAuthorityDecodeAndVerifyWithTheDeviceKey() {
        List<Assertion> all =
                AssertionStreamDecoder.decodeAll(Vectors.resource("/assertions/chain-4096/noauth.assert"));
        PublicKey deviceKey = PublicKey.decode(all.getFirst().text("device-key"));

        assertThat(all)
                .extracting(Assertion::type)
                .containsExactly(
                        AssertionType.SERIAL_REQUEST,
                        AssertionType.DEVICE_SESSION_REQUEST,
                        AssertionType.ACCOUNT_KEY_REQUEST,
                        AssertionType.CONFDB_CONTROL,
                        AssertionType.RESPONSE_MESSAGE);
        for (Assertion assertion : all) {
            SignatureVerifier.verify(assertion, deviceKey);
        }
    }

    @Test
    void theKeyOfTheVectorsHasTheGivenIdAndText() {
        PublicKey key = Vectors.signer().publicKey();

        assertThat(key.id().value())
                .isEqualTo(Vectors.key().get("public-key-sha3-384").asText());
        assertThat(key.encoded())
                .isEqualTo(Vectors.key().get("encoded-public-key").asText());
        assertThat(PublicKey.decode(key.encoded())).isEqualTo(key);
    }

    private static void assertVerdict(String part, Optional<String> expected, ThrowingCallable call) {
        AssertionException refused = catchThrowableOfType(AssertionException.class, call);
        if (expected.isPresent()) {
            assertThat(refused)
                    .as("%s refuses: %s", part, expected.get())
                    .isNotNull()
                    .hasMessageStartingWith("cannot ");
        } else {
            assertThat(refused).as("%s accepts", part).isNull();
        }
    }
}
