package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.account.key.KeyEnding;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.database.KeyEndCause;
import org.brandstore.testing.Eventually;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.Test;

/** What a device can do with what an ended key of its brand signed. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class EndedKeysIT extends SerialServiceFixture {
    private void stolen(AssertionSigner key, Instant lastTrusted) {
        accountKeys.end(
                brand.id(),
                key.publicKey().id(),
                new KeyEnding(KeyEndCause.THEFT, Optional.of(lastTrusted), "laptop stolen"),
                ACTOR);
    }

    private static RawHttp.Answer open(TestDevice device, Assertion serial) {
        return device.askSession(serial, device.nonce());
    }

    private RawHttp.Answer refresh(String token) {
        return http.post(
                "/v2/snaps/refresh",
                "{\"context\":[],\"actions\":[]}",
                "Snap-Device-Authorization: Macaroon root=\"" + token + "\"");
    }

    private RawHttp.Answer awaitRenewal(String token) {
        return Eventually.becomes(() -> refresh(token), next -> next.status() != 200);
    }

    @Test
    void noSessionOpensWithASerialOfAStolenKeyThatWasNotHereBefore() {
        AssertionSigner vault = vaultKey("vault");
        Assertion known = signedElsewhere(vault, device(0), "vault-1", 0);
        assertThat(open(device(0), known).status()).isEqualTo(200);

        stolen(vault, Instant.now());

        refused(open(device(1), signedElsewhere(vault, device(1), "vault-2", 0)), 400, "invalid-assertion");
        refused(open(device(1), signedElsewhere(vault, device(1), "vault-1", 1)), 400, "invalid-assertion");
        assertThat(open(device(0), known).status()).isEqualTo(200);
    }

    @Test
    void aSerialThatCameAfterTheTheftIsRefusedOnceTheTheftIsNoticed() throws InterruptedException {
        AssertionSigner vault = vaultKey("vault");
        Assertion genuine = signedElsewhere(vault, device(0), "vault-1", 0);
        assertThat(open(device(0), genuine).status()).isEqualTo(200);
        Instant theft = Instant.now();
        Assertion forged = signedElsewhere(vault, device(1), "vault-2", 0);
        String token = device(1).session(forged);
        assertThat(refresh(token).status()).isEqualTo(200);

        stolen(vault, theft);

        RawHttp.Answer answer = awaitRenewal(token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Macaroon refresh_device_session=1");
        refused(open(device(1), forged), 400, "invalid-assertion");
        assertThat(open(device(0), genuine).status()).isEqualTo(200);
    }

    @Test
    void aForgedRevisionOfAStolenKeyDoesNotEndTheGenuineOne() {
        AssertionSigner vault = vaultKey("vault");
        Assertion genuine = signedElsewhere(vault, device(0), "vault-1", 0);
        assertThat(open(device(0), genuine).status()).isEqualTo(200);
        Instant theft = Instant.now();
        Assertion forged = signedElsewhere(vault, device(0), "vault-1", 5);
        assertThat(open(device(0), forged).status()).isEqualTo(200);
        refused(open(device(0), genuine), 400, "invalid-assertion");

        stolen(vault, theft);

        refused(open(device(0), forged), 400, "invalid-assertion");
        assertThat(open(device(0), genuine).status()).isEqualTo(200);
    }

    @Test
    void noSessionOpensWithAModelOfAStolenKeyThatWasNotHereBefore() {
        AssertionSigner office = vaultKey("office");
        Assertion serial = serial(ask(device(0), "unit-1"));
        Assertion elsewhere = modelSignedBy(office);
        TestDevice visitor = new TestDevice(http, elsewhere, device(0).key());
        assertThat(open(visitor, serial).status()).isEqualTo(200);

        stolen(office, Instant.now());

        refused(open(visitor, serial), 400, "invalid-assertion");
        refused(ask(new TestDevice(http, elsewhere, device(1).key()), "unit-2"), 400, "invalid-assertion");
        assertThat(open(device(0), serial).status()).isEqualTo(200);
    }

    @Test
    void whatAReplacedKeySignedBeforeStaysGoodAndNothingNewIs() throws InterruptedException {
        AssertionSigner vault = vaultKey("vault");
        Assertion before = signedElsewhere(vault, device(0), "vault-1", 0);
        Assertion known = signedElsewhere(vault, device(2), "vault-3", 0);
        assertThat(open(device(2), known).status()).isEqualTo(200);
        Thread.sleep(1100); // times in assertions are whole seconds

        accountKeys.end(brand.id(), vault.publicKey().id(), KeyEnding.rotation("yearly"), ACTOR);
        Thread.sleep(1100);

        assertThat(open(device(0), before).status()).isEqualTo(200);
        assertThat(open(device(2), known).status()).isEqualTo(200);
        refused(open(device(1), signedElsewhere(vault, device(1), "vault-2", 0)), 400, "invalid-assertion");
    }

    private Assertion modelSignedBy(AssertionSigner signer) {
        Headers headers = Headers.builder()
                .putAll(device(0).model().headers())
                .put(
                        "timestamp",
                        Instant.now()
                                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                                .toString())
                .remove("sign-key-sha3-384")
                .build();
        return Assertions.sign(AssertionType.MODEL, headers, new byte[0], signer, Instant.now());
    }
}
