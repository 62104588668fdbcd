package org.brandstore.api.publisher;

import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.naming.SnapName;
import org.brandstore.testing.DeveloperKeys;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Test;

/**
 * What developers sign and send: validation sets, schemas of configuration, the word of gating snaps, builds
 * (publisher-api.md 4.16 to 4.19 and 6.2).
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StatementsIT extends StatementCase {
    /** Trap 16: the tool can make the first one only if this is no 404. */
    @Test
    void anUnknownSetOrSchemaIsAnEmptyList() {
        as(token).get(SETS + "/nothing").then().statusCode(200).body("assertions", empty());
        as(token).get(SETS + "/nothing?sequence=4").then().statusCode(200).body("assertions", empty());
        as(token).get(SCHEMAS + "/nothing").then().statusCode(200).body("assertions", empty());
        as(token).get(SETS).then().statusCode(200).body("assertions", empty());
        as(token).get(SCHEMAS).then().statusCode(200).body("assertions", empty());
    }

    @Test
    void whatWouldBeRefusedLaterIsRefusedBeforeItIsSigned() {
        refuses(SETS, setRequest(1), "at least one snap");
        refuses(SETS, setRequest(0, Map.of("name", name)), "sequence");
        refuses(SETS, setRequest(1, Map.of("name", "nobodys")), "id");
        refuses(SETS, setRequest(1, Map.of("name", name), Map.of("name", name)), "twice");
        refuses(SETS, setRequest(1, Map.of("name", name, "revision", 9)), "no revision 9");
        refuses(SETS, setRequest(1, Map.of("name", "other", "id", id)), "which is that of");
        refuses(SETS, setRequest(1, Map.of("name", name, "presence", "maybe")), "required, optional or invalid");
        refuses(
                SETS,
                setRequest(
                        1,
                        Map.of("name", name, "components", Map.of("c", Map.of("presence", "required", "revision", 1)))),
                "must have no revision");
        Map<String, Object> foreign = new HashMap<>(setRequest(1, Map.of("name", name)));
        foreign.put("account-id", "somebody-else");
        refuses(SETS, foreign, "your own account");
    }

    /** {@code snap sign} refuses them, when all has been written already. */
    @Test
    void aNameThatCannotBeSignedIsRefusedBeforeItIsSigned() {
        Map<String, Object> set = new HashMap<>(setRequest(1, Map.of("name", name)));
        for (String bad : List.of("Base-Set", "base_set", "base--set", "-base", "base.set")) {
            set.put("name", bad);
            refuses(SETS, set, "is no name");
        }
        for (String bad : List.of("Network", "net_work", "net--work", "9net", "net-")) {
            refuses(SCHEMAS, schemaRequest(bad, "wifi"), "is no name");
            refuses(SCHEMAS, schemaRequest("network", bad), "is no name");
        }
    }

    /** Not 503, which asks clients to try again for ever. */
    @Test
    void aNameThatIsTooLongToBeKeptIsRefusedForGood() {
        push(token, name, SnapFile.app(name, "1.0"));
        Map<String, Object> headers = build(SETS, setRequest(1, Map.of("name", name)));
        String longName =
                Stream.generate(UUID::randomUUID).limit(250).map(UUID::toString).collect(Collectors.joining("-"));
        send(token, SETS, DeveloperKeys.sign(changed(headers, "name", longName), signer))
                .then()
                .statusCode(400);
    }

    @Test
    void aPersonsOwnKeyDoesNotSpeakForTheSnapsOfTheBrand() {
        Map<String, Object> headers = validation(id, 1);
        headers.put("authority-id", person.account().value());
        json(token, Map.of("assertion", DeveloperKeys.sign(headers, signer)))
                .put("/dev/api/snaps/{id}/validations", id)
                .then()
                .statusCode(400)
                .body("error_list[0].message", containsString(brand.account().value()));
    }

    @Test
    void aBuildIsKept() {
        Map<String, Object> build = snapBuild(id);
        build.put("snap-sha3-384", publishers.unique("B".repeat(55)));
        sendBuild(build).then().statusCode(200);
        sendBuild(build).then().statusCode(200);
        build.put("timestamp", Instant.now().plusSeconds(5).toString());
        sendBuild(build).then().statusCode(200);
        build.put("grade", "devel");
        sendBuild(build).then().statusCode(409);
        build.put("snap-id", "o".repeat(32));
        sendBuild(build).then().statusCode(400).body("error_list[0].code", equalTo("invalid-field"));
        Map<String, Object> unknown = snapBuild(id);
        json(token, Map.of("assertion", DeveloperKeys.sign(unknown, TestAuthority.newSigner())))
                .post("/dev/api/snaps/{id}/builds", id)
                .then()
                .statusCode(400);
        json(token, Map.of()).post("/dev/api/snaps/{id}/builds", id).then().statusCode(400);
    }

    @Test
    void aLimitedCredentialSignsNothingForTheWholeAccount() {
        CredentialLimits limits = new CredentialLimits(
                Optional.of(Set.of(new SnapName(name))), Optional.of(Set.of("edge")), Optional.empty());
        String limited = publishers
                .issue(person, CredentialKind.TOKEN, EnumSet.allOf(Permission.class), limits)
                .secret();
        Map<String, Object> headers = build(SETS, setRequest(1, Map.of("name", name)));
        Map<String, Object> schema = build(SCHEMAS, schemaRequest());

        json(limited, setRequest(1, Map.of("name", name)))
                .post(SETS + "/build-assertion")
                .then()
                .statusCode(403);
        send(limited, SETS, DeveloperKeys.sign(headers, signer)).then().statusCode(403);
        json(limited, schemaRequest()).post(SCHEMAS + "/build-assertion").then().statusCode(403);
        send(limited, SCHEMAS, DeveloperKeys.sign(schema, signer)).then().statusCode(403);
        as(limited).get(SETS).then().statusCode(403);
        as(limited).get(SCHEMAS).then().statusCode(403);
        validate(limited, validation(id, 1)).then().statusCode(403);
        json(limited, Map.of("account_key_request", "x"))
                .post("/dev/api/account/account-key")
                .then()
                .statusCode(403);
        String viewer = publishers.token(publishers.person(brand, Role.VIEWER));
        send(viewer, SETS, DeveloperKeys.sign(headers, signer)).then().statusCode(403);
    }
}
