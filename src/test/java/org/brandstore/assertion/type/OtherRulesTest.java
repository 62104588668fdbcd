package org.brandstore.assertion.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.AssertionType.CONFDB_SCHEMA;
import static org.brandstore.assertion.AssertionType.HARDWARE_IDENTITY;
import static org.brandstore.assertion.AssertionType.PRESEED;
import static org.brandstore.assertion.AssertionType.REPAIR;
import static org.brandstore.assertion.AssertionType.SYSTEM_USER;

import java.util.stream.Stream;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionFixtures;
import org.brandstore.assertion.AssertionFixtures.Role;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherRulesTest {
    private static final String ID = "    id: " + Minimal.SNAP_ID + "\n";

    static Stream<Arguments> brokenSystemUsers() {
        String password = "\"password\" must be a crypt(3) hash";
        return Stream.of(
                Arguments.of("brand-id: B", "\"brand-id\" must be 32"),
                Arguments.of("email: joe", "\"email\" must be an email address, not \"joe\""),
                Arguments.of("email: joe@", "\"email\" must be an email address"),
                Arguments.of("email: Joe <joe@example.com>", "\"email\" must be an email address"),
                Arguments.of("email: joe@example..com", "\"email\" must be an email address"),
                Arguments.of("email: .joe@example.com", "\"email\" must be an email address"),
                Arguments.of("username: Joe", "\"username\" must be lower-case"),
                Arguments.of("username: -joe", "\"username\" must be lower-case"),
                Arguments.of("name:\n  - x", "\"name\" must be a text"),
                Arguments.of("series: 16", "\"series\" must be a list of texts"),
                Arguments.of("models: box", "\"models\" must be a list of texts"),
                Arguments.of("ssh-keys: x", "\"ssh-keys\" must be a list of texts"),
                Arguments.of("since: 2026-09-02T00:00:00Z", "\"until\" must not be before \"since\""),
                Arguments.of("until: 2027-07-01T00:00:01Z", "\"until\" must be at most one year after \"since\""),
                Arguments.of("serials:\n  - SN-1", "unless \"models\" lists exactly one model"),
                Arguments.of("serials:\n  - SN-1\nmodels:\n  - a\n  - b", "unless \"models\" lists exactly one model"),
                Arguments.of("user-presence: always", "\"user-presence\" must be until-expiration, not \"always\""),
                Arguments.of("force-password-change: true", "\"force-password-change\" must be false without"),
                Arguments.of("password: secret", password),
                Arguments.of("password: $5$salt$hash", password),
                Arguments.of("password: $6$salt", password),
                Arguments.of("password: $6$rounds=4999$salt$hash", password),
                Arguments.of("password: $6$rounds=1000000000$salt$hash", password),
                Arguments.of("password: $6$sa:lt$hash", password));
    }

    @ParameterizedTest
    @MethodSource("brokenSystemUsers")
    void brokenSystemUsersAreRefused(String change, String why) {
        Rules.assertRefused(SYSTEM_USER, change, why);
    }

    @Test
    void aPasswordInTheClearStaysOutOfTheMessage() {
        assertThatThrownBy(() -> Rules.accept(SYSTEM_USER, "password: hunter2"))
                .isInstanceOf(AssertionException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "until: 2027-07-01T00:00:00Z",
                "until: 2036-07-01T00:00:00Z\nmodels:\n  - box",
                "password: $6$rounds=5000$salt$hash./9\nforce-password-change: true",
                "password: $6$salt$hash",
                "password: $7$rounds=999999999$salt$hash",
                "email: j.o+e@ex-ample.com"
            })
    void goodSystemUsersNeedNoFormat(String change) {
        assertThat(Rules.accept(SYSTEM_USER, change).format()).isZero();
    }

    @Test
    void featuresOfSystemUsersRaiseTheFormat() {
        String serials = "models:\n  - box\nserials:\n  - SN-1\n";

        assertThat(Rules.accept(SYSTEM_USER, serials).format()).isEqualTo(1);
        assertThat(Rules.accept(SYSTEM_USER, "user-presence: until-expiration").format())
                .isEqualTo(2);
        assertThat(Rules.accept(SYSTEM_USER, serials + "user-presence: until-expiration")
                        .format())
                .isEqualTo(2);
    }

    static Stream<Arguments> brokenPreseeds() {
        return Stream.of(
                Arguments.of("system-label: Label", "\"system-label\" must be lower-case"),
                Arguments.of("artifact-sha3-384: x", "\"artifact-sha3-384\" must be 48 bytes"),
                Arguments.of("model: Box", "\"model\" must be lower-case"),
                Arguments.of("snaps:\n  -\n" + ID, "\"name\" of entry 1 of \"snaps\" is missing"),
                Arguments.of("snaps:\n  -\n    name: app1\n" + ID, "\"revision\" of snap \"app1\" is missing"),
                Arguments.of(
                        "snaps:\n  -\n    name: app1\n    id: x\n    revision: 1",
                        "\"id\" of snap \"app1\" must be 32"),
                Arguments.of(
                        "snaps:\n  -\n    name: app1\n    revision: 1", "\"revision\" of snap \"app1\" must be absent"),
                Arguments.of("snaps:\n  -\n    name: app1\n  -\n    name: app1", "those of app1 are listed twice"),
                Arguments.of(
                        "snaps:\n  -\n    name: app1\n    revision: 1\n" + ID + "  -\n    name: app2\n    revision: 1\n"
                                + ID,
                        "those of app2 are listed twice"),
                Arguments.of(
                        "snaps:\n  -\n    name: app1\n    components:\n      -\n        name: c1\n        revision: 1",
                        "\"revision\" of entry 1 of \"components\" of snap \"app1\" must be absent"),
                Arguments.of(
                        "snaps:\n  -\n    name: app1\n    revision: 1\n" + ID
                                + "    components:\n      -\n        name: c1",
                        "\"revision\" of entry 1 of \"components\" of snap \"app1\" is missing"),
                Arguments.of(
                        "snaps:\n  -\n    name: app1\n    components:\n      -\n        name: c1\n      -\n        name: c1",
                        "c1 is listed twice"));
    }

    @ParameterizedTest
    @MethodSource("brokenPreseeds")
    void brokenPreseedsAreRefused(String change, String why) {
        Rules.assertRefused(PRESEED, change, why);
    }

    static Stream<Arguments> brokenRepairs() {
        return Stream.of(
                Arguments.of("repair-id: 0", "1 or more"),
                Arguments.of("summary: ", "\"summary\" must not be empty"),
                Arguments.of("summary:\n    two\n    lines", "\"summary\" must be on one line"),
                Arguments.of("summary: two\rlines", "\"summary\" must be on one line"),
                Arguments.of("models:\n  - box", "\"models\" must list only an account id, '/' and a model name"),
                Arguments.of("models:\n  - ab/B*", "\"models\" must list only an account id, '/' and a model name"),
                Arguments.of("series: 16", "\"series\" must be a list of texts"),
                Arguments.of("architectures: arm64", "\"architectures\" must be a list of texts"),
                Arguments.of("bases:\n  - Core", "\"bases\" must list only 2 to 40"),
                Arguments.of("modes:\n  - install", "\"modes\" must list only run or recover"),
                Arguments.of("modes:\n  - run\nbases:\n  - core18\n  - core20", "\"modes\" must be absent"),
                Arguments.of("disabled: no", "\"disabled\" must be true or false"));
    }

    @ParameterizedTest
    @MethodSource("brokenRepairs")
    void brokenRepairsAreRefused(String change, String why) {
        Rules.assertRefused(REPAIR, change, why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab/box", "ab/box*", "ab/box-*", "ab/*"})
    void repairsNameModelsByTheirBeginning(String model) {
        assertThat(Rules.accept(REPAIR, "models:\n  - " + model + "\nmodes:\n  - run\nbases:\n  - core20")
                        .sequence())
                .contains(1);
    }

    static Stream<Arguments> brokenSchemas() {
        return Stream.of(
                Arguments.of("name: 1net", "\"name\" must be lower-case letters, digits and single inner '-', first"),
                Arguments.of("summary:\n  - x", "\"summary\" must be a text"),
                Arguments.of("views: x", "\"views\" must be a map, not a text"),
                Arguments.of("views:\n  v:\n    summary: x", "\"rules\" of view \"v\" must have at least one entry"),
                Arguments.of(
                        "views:\n  v:\n    rules:\n      -\n        request: x", "\"storage\" of entry 1 of \"rules\""),
                Arguments.of(
                        "views:\n  v:\n    rules:\n      -\n        storage: x\n        request: ",
                        "\"request\" of entry 1 of \"rules\" of view \"v\" must not be empty"),
                Arguments.of(
                        "views:\n  v:\n    summary:\n      - x\n    rules:\n      -\n        storage: x",
                        "\"summary\" of view \"v\" must be a text"));
    }

    @ParameterizedTest
    @MethodSource("brokenSchemas")
    void brokenSchemasAreRefused(String change, String why) {
        Rules.assertRefused(CONFDB_SCHEMA, change, why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"storage\": {}}",
                "{\n  \"storage\": {}\n}\n",
                "{\n  \"storage\" : {}\n}",
                "{\n  \"b\": 1,\n  \"a\": 2\n}",
                "no json"
            })
    void aSchemaHasOneSpelling(String body) {
        assertThatThrownBy(
                        () -> AssertionFixtures.sign(Role.BRAND, CONFDB_SCHEMA, Minimal.headers(CONFDB_SCHEMA), body))
                .isInstanceOf(AssertionException.class);
    }

    @Test
    void theAccountNamedSystemIsReserved() {
        assertThatThrownBy(() -> AssertionFixtures.sign(
                        Role.BRAND,
                        CONFDB_SCHEMA,
                        Headers.builder()
                                .putAll(Minimal.headers(CONFDB_SCHEMA))
                                .put("account-id", "system")
                                .put("authority-id", "system")
                                .build(),
                        Minimal.body(CONFDB_SCHEMA)))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("\"account-id\" must not be system");
    }

    static Stream<Arguments> otherSigners() {
        return Stream.of(
                Arguments.of(REPAIR, "brand-id"),
                Arguments.of(CONFDB_SCHEMA, "account-id"),
                Arguments.of(HARDWARE_IDENTITY, "issuer-id"));
    }

    @ParameterizedTest
    @MethodSource("otherSigners")
    void theNamedAccountMustSign(AssertionType type, String header) {
        assertThatThrownBy(() -> AssertionFixtures.sign(Role.STORE, type, Minimal.headers(type), Minimal.body(type)))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("\"authority-id\" must be equal to \"" + header + "\"");
    }

    static Stream<Arguments> brokenHardware() {
        return Stream.of(
                Arguments.of("manufacturer: ", "\"manufacturer\" must not be empty"),
                Arguments.of("hardware-name: a b", "\"hardware-name\" must be letters, digits"),
                Arguments.of("hardware-id: ", "\"hardware-id\" must not be empty"),
                Arguments.of("hardware-id-key: ####", "\"hardware-id-key\" must be a PKIX public key in base64"),
                Arguments.of("hardware-id-key: AAAA", "\"hardware-id-key\" must be a PKIX public key in base64"),
                Arguments.of(
                        "hardware-id-key-sha3-384: " + Minimal.DIGEST,
                        "must be the digest of the text of \"hardware-id-key\", RFAC3ynEuKDSlPg1"));
    }

    @ParameterizedTest
    @MethodSource("brokenHardware")
    void brokenHardwareIdentitiesAreRefused(String change, String why) {
        Rules.assertRefused(HARDWARE_IDENTITY, change, why);
    }
}
