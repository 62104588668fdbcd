package org.brandstore.api.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.account.Accounts;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.chain.AccountKey;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.testing.Commands;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account page from which eight commands read, and the registration of keys (publisher-api.md 4.2, 4.4 and 6.2, trap 4). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AccountIT {
    @Inject
    Publishers publishers;

    @Inject
    AssertionDatabase assertions;

    @Inject
    AccountKeys keys;

    @Inject
    Accounts accounts;

    @Inject
    Commands commands;

    private Brand brand;
    private Person person;
    private String token;

    @BeforeEach
    void addPerson() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(person);
    }

    private String keyRequest(String account, String name, AssertionSigner signer) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Headers headers = Headers.builder()
                .put("public-key-sha3-384", signer.publicKey().id().value())
                .put("account-id", account)
                .put("name", name)
                .put("since", now.toString())
                .build();
        byte[] body = signer.publicKey().encoded().getBytes(UTF_8);
        return new String(
                Assertions.sign(AssertionType.ACCOUNT_KEY_REQUEST, headers, body, signer, now)
                        .encoded(),
                UTF_8);
    }

    private static ValidatableResponse registerKey(String token, String request) {
        return json(token, Map.of("account_key_request", request))
                .post("/dev/api/account/account-key")
                .then();
    }

    @Test
    void theAccountIsToldInBothSpellings() {
        String name = publishers.unique("app");
        String id = register(token, brand, name);
        AssertionSigner signer = TestAuthority.newSigner();
        registerKey(token, keyRequest(person.account().value(), "dev-key", signer))
                .statusCode(200);

        JsonPath account = as(token)
                .get("/dev/api/account")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        String accountId = person.account().value();
        assertThat(accountId).isNotEqualTo(brand.account().value());
        assertThat(account.getString("id")).isEqualTo(accountId);
        assertThat(account.getString("account_id")).isEqualTo(accountId);
        Map<String, String> key = Map.of(
                "name",
                "dev-key",
                "public-key-sha3-384",
                signer.publicKey().id().value());
        assertThat(account.<Map<String, String>>getList("account_keys")).contains(key);
        assertThat(account.getList("account-keys")).isEqualTo(account.getList("account_keys"));
        assertThat(account.getString("snaps.'16'.'" + name + "'.snap-id")).isEqualTo(id);
        assertThat(account.getString("snaps.'16'.'" + name + "'.status")).isEqualTo("Approved");
        assertThat(Instant.parse(account.getString("snaps.'16'.'" + name + "'.since")))
                .isNotNull();
        assertThat(account.getString("snaps.'16'.'" + name + "'.publisher.id"))
                .isEqualTo(brand.account().value());
        assertThat(account.getString("stores[0].id")).isEqualTo(brand.store().value());
        assertThat(account.<String>getList("stores[0].roles")).containsExactly("publisher");
    }

    @Test
    void theAccountIsReadableWithTheKeyPermissionAlone() {
        String keyToken = publishers
                .issue(person, CredentialKind.TOKEN, EnumSet.of(Permission.MODIFY_ACCOUNT_KEY), CredentialLimits.none())
                .secret();

        as(keyToken).get("/dev/api/account/").then().statusCode(200).body("account_keys", empty());
        registerKey(keyToken, keyRequest(person.account().value(), "only", TestAuthority.newSigner()))
                .statusCode(200);
    }

    @Test
    void othersSnapsAreNotListed() {
        Brand other = publishers.brand();
        String stranger = publishers.token(publishers.person(other, Role.PUBLISHER));
        String colleague = publishers.token(publishers.person(brand, publishers.account(), Role.OUTSIDE_PUBLISHER));
        String viewer = publishers.token(publishers.person(brand, publishers.account(), Role.VIEWER));
        String name = publishers.unique("app");
        register(token, brand, name);

        assertThat(snaps(token)).contains(name);
        assertThat(snaps(viewer)).contains(name);
        assertThat(snaps(colleague)).doesNotContain(name);
        assertThat(snaps(stranger)).isEmpty();
    }

    private static Set<String> snaps(String token) {
        return as(token)
                .get("/dev/api/account")
                .then()
                .extract()
                .jsonPath()
                .<String, Object>getMap("snaps.'16'")
                .keySet();
    }

    @Test
    void aRegisteredKeyIsSignedByTheStore() {
        AssertionSigner signer = TestAuthority.newSigner();
        String id = signer.publicKey().id().value();

        registerKey(token, keyRequest(person.account().value(), "signing", signer))
                .statusCode(200)
                .body("account_key.account-id", equalTo(person.account().value()))
                .body("account_key.name", equalTo("signing"))
                .body("account_key.public-key-sha3-384", equalTo(id));

        assertThat(assertions.find(AssertionRef.of(AssertionType.ACCOUNT_KEY, id)))
                .hasValueSatisfying(key -> assertThat(key.text("name")).isEqualTo("signing"));
    }

    @Test
    void aKeyRequestMustBeForTheCallersAccountAndSelfSigned() {
        AssertionSigner signer = TestAuthority.newSigner();
        String good = keyRequest(person.account().value(), "signing", signer);

        registerKey(token, keyRequest(brand.account().value(), "signing", signer))
                .statusCode(400)
                .body("error_list[0].message", containsString("another account"));
        registerKey(token, good.replace("name: signing", "name: forging")).statusCode(400);
        registerKey(token, "type: account-key-request\n")
                .statusCode(400)
                .body("error_list.code", contains("invalid-field"));
        registerKey(token, good).statusCode(200);
        registerKey(token, keyRequest(person.account().value(), "signing", TestAuthority.newSigner()))
                .statusCode(409);
        registerKey(token, good).statusCode(200);
    }

    @Test
    void whoOnlyLooksOnRegistersNoKey() {
        for (Role role : EnumSet.of(Role.VIEWER, Role.AUDITOR, Role.REVIEWER)) {
            Person person = publishers.person(brand, role);
            AssertionSigner signer = TestAuthority.newSigner();
            String request = keyRequest(person.account().value(), role.wireName(), signer);

            registerKey(publishers.token(person), request).statusCode(403);

            assertThat(accountKey(signer)).isEmpty();
        }
    }

    @Test
    void nobodyBecomesTheBrandsSigningAuthorityWithAPublishersTool() {
        for (Role role : Role.values()) {
            Person person = publishers.person(brand, role);
            AssertionSigner signer = TestAuthority.newSigner();
            String request = keyRequest(brand.account().value(), role.wireName(), signer);

            registerKey(publishers.token(person), request).statusCode(oneOf(400, 403));

            assertThat(accountKey(signer)).isEmpty();
        }
        assertThat(keys.of(brand.account())).isEmpty();
    }

    @Test
    void aKeyForPublishingSignsNeitherModelsNorSerialsNorUsersOfTheBrand() throws IOException {
        AssertionSigner signer = TestAuthority.newSigner();
        Path request = Files.createTempFile("key", ".request");
        Files.writeString(request, keyRequest(brand.account().value(), "sets", signer));
        commands.run(
                "key",
                "register",
                request.toString(),
                "--account",
                brand.account().value(),
                "--publishing");
        AccountKey key = AccountKey.of(accountKey(signer).orElseThrow());

        for (AssertionType type : AssertionType.values()) {
            boolean published = EnumSet.of(
                            AssertionType.SNAP_BUILD,
                            AssertionType.VALIDATION,
                            AssertionType.VALIDATION_SET,
                            AssertionType.CONFDB_SCHEMA)
                    .contains(type);
            assertThat(key.maySign(
                            type, Headers.builder().put("type", type.wireName()).build()))
                    .as(type.wireName())
                    .isEqualTo(published);
        }
    }

    @Test
    void anEndedKeyIsNotTheCallersAnyMoreAndNotRevivedByRegisteringItAgain() {
        AssertionSigner signer = TestAuthority.newSigner();
        String request = keyRequest(person.account().value(), "signing", signer);
        registerKey(token, request).statusCode(200);
        assertThat(keys.usableOf(person.id()))
                .extracting(key -> key.name().value())
                .containsExactly("signing");

        commands.run(
                "key",
                "end",
                "--account",
                username(),
                "--cause=theft",
                "--reason=lost",
                signer.publicKey().id().value());

        registerKey(token, request)
                .statusCode(409)
                .body(
                        "error_list[0].message",
                        equalTo("cannot register key \"signing\": the key was ended, and an ended key stays ended; make"
                                + " another one"));
        as(token).get("/dev/api/account").then().body("account_keys", empty());
        assertThat(keys.usableOf(person.id())).isEmpty();
        assertThat(commands.run("key", "list", "--account", username()))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("signing", "any", person.email(), "theft", "lost");
    }

    @Test
    void disablingAPersonTellsWhichKeysTheyBrought() {
        AssertionSigner signer = TestAuthority.newSigner();
        registerKey(token, keyRequest(person.account().value(), "signing", signer))
                .statusCode(200);

        assertThat(commands.run("person", "disable", person.email(), "--reason=left"))
                .anySatisfy(line -> assertThat(line)
                        .contains(username(), signer.publicKey().id().value(), "signing"));
    }

    private String username() {
        return accounts.require(person.account()).username();
    }

    private Optional<Assertion> accountKey(AssertionSigner signer) {
        return assertions.find(AssertionRef.of(
                AssertionType.ACCOUNT_KEY, signer.publicKey().id().value()));
    }
}
