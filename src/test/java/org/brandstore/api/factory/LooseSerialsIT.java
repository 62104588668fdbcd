package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.fleet.Fleet;
import org.brandstore.device.serial.log.SignedSerial;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.Eventually;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Serials as makers of boards and hypervisors write them, signed by a vault of the brand's own. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LooseSerialsIT extends SerialServiceFixture {
    @Inject
    Fleet fleet;

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private RawHttp.Answer refresh(String session) {
        return http.post(
                "/v2/snaps/refresh",
                "{\"context\":[],\"actions\":[]}",
                "Content-Type: application/json",
                "Snap-Device-Architecture: amd64",
                "Snap-Device-Series: 16",
                "Snap-Device-Authorization: Macaroon root=\"" + session + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "To be filled by O.E.M.",
                "VMware-56 4d 1a 2b 3c 4d 5e 6f-70 81 92 a3 b4 c5 d6 e7",
                "unit_7",
                " leading and trailing ",
                "100% of ?x=1&y#z+;",
                "\u00e9\u4e2d"
            })
    void aDeviceOfTheVaultCanDoEverything(String text) throws InterruptedException {
        TestDevice device = device(0);
        Assertion serial = signedElsewhere(vaultKey("vault"), device, text, 0);

        String session = device.session(serial);

        assertThat(refresh(session).status()).isEqualTo(200);
        RawHttp.Answer own = http.get(
                "/v2/assertions/serial/" + brand.id() + "/" + MODEL + "/" + encoded(text),
                "X-Device-Authorization: Macaroon root=\"" + session + '"');
        assertThat(own.status()).as(own.text()).isEqualTo(200);
        assertThat(AssertionStreamDecoder.decodeAll(own.body())).containsExactly(serial);
        DeviceRef ref = new DeviceRef(brand.id(), MODEL, new SerialNumber(text));
        assertThat(fleet.ofStore(brand.id(), brand.store(), Optional.empty(), 10))
                .singleElement()
                .satisfies(found -> assertThat(found.identity().ref()).isEqualTo(ref));
        Person admin = publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.ADMIN);
        Publishers.as(publishers.token(admin))
                .queryParam("serial", text)
                .get("/api/admin/v1/stores/" + brand.store() + "/signing-log")
                .then()
                .statusCode(200)
                .body("serial", contains(text));

        devices.revoke(ref, "stolen", ACTOR);
        Eventually.holds(() -> assertThat(refresh(session).status()).isEqualTo(401));
    }

    @Test
    void aSerialOfTheVaultIsTakenInOnSomebodysWord() {
        Assertion serial = signedElsewhere(vaultKey("vault"), device(0), "Default string", 0);

        assertThat(serials.add(brand.id(), serial, "new board", ACTOR).serial()).hasToString("Default string");
        device(0).session(serial);
    }

    @Test
    void aDeviceThatChangesItsModelKeepsItsSerialWhateverItIs() {
        Assertion serial = signedElsewhere(vaultKey("vault"), device(0), "To be filled by O.E.M. 7", 0);
        device(0).session(serial);
        TestDevice changed = new TestDevice(
                http,
                world.model(brand.id(), "model-2", brand.store()),
                device(0).key());
        Assertion request = changed.serialRequest(
                changed.requestId(),
                Map.of(
                        "original-brand-id", brand.id().value(),
                        "original-model", MODEL.value(),
                        "original-serial", serial.text("serial")));

        RawHttp.Answer answer =
                changed.askSerial(DEVICES, AssertionStreams.join(List.of(request, changed.model(), serial)));

        assertThat(serial(answer).text("serial")).isEqualTo("To be filled by O.E.M. 7");
    }

    @Test
    void aSerialThatIsProposedMustBeOneOfThoseThatAreGiven() {
        RawHttp.Answer answer = ask(device(0), "To be filled by O.E.M.");

        refused(answer, 400, "invalid-field");
        assertThat(answer.text()).contains("replace whatever else the hardware says by '-'");
        assertThat(serial(ask(device(0), "To-be-filled-by-O-E-M")).text("serial"))
                .isEqualTo("To-be-filled-by-O-E-M");
    }

    @Test
    void aSpreadsheetRunsNoSerial() {
        device(0).session(signedElsewhere(vaultKey("vault"), device(0), "-2+3,\"x", 0));

        assertThat(log()).map(SignedSerial::csv).singleElement().asString().contains(",\"'-2+3,\"\"x\",");
    }
}
