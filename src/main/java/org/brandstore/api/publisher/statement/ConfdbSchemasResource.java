package org.brandstore.api.publisher.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerAccounts;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.codec.CanonicalJson;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.AccountId;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.CurrentCaller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.update.statement.ConfdbSchemas;

/** Schemas of shared configuration: build one to sign, take the signed one, list them (publisher-api.md 4.19). */
@Path("/api/v2/confdb-schemas")
@Dialect(ErrorDialect.ERROR_LIST)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class ConfdbSchemasResource {
    private static final int MAX_BODY = 2 * 1024 * 1024;
    private static final List<String> KEYS = List.of(
            "type",
            "authority-id",
            "revision",
            "account-id",
            "name",
            "summary",
            "views",
            "timestamp",
            "body-length",
            "sign-key-sha3-384");

    /** The schemas, with nothing in their headers that the tool does not know. */
    record SchemaList(List<Item> assertions) {
        record Item(Map<String, Object> headers, String body) {}

        static SchemaList of(List<Assertion> schemas) {
            return new SchemaList(schemas.stream()
                    .map(schema -> new Item(StatementHeaders.of(schema, KEYS), new String(schema.body(), UTF_8)))
                    .toList());
        }
    }

    private final JsonBodies bodies;
    private final CurrentCaller current;
    private final CallerAccounts accounts;
    private final ConfdbSchemas schemas;
    private final Clock clock;

    ConfdbSchemasResource(
            JsonBodies bodies, CurrentCaller current, CallerAccounts accounts, ConfdbSchemas schemas, Clock clock) {
        this.bodies = bodies;
        this.current = current;
        this.accounts = accounts;
        this.schemas = schemas;
        this.clock = clock;
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public SchemaList all() {
        return list(Optional.empty());
    }

    /** A name that no schema has is an empty list, so that the tool can make the first one (publisher-api.md trap 16). */
    @GET
    @Path("{name}")
    @Requires(Permission.PACKAGE_ACCESS)
    @OwnAffair
    @Effect(Effect.Reach.READS)
    public SchemaList named(@PathParam("name") String name) {
        return list(Optional.of(name));
    }

    /** What is to be signed; without nulls, since the tool would sign them (publisher-api.md trap 15). */
    @POST
    @Path("build-assertion")
    @Requires(Permission.PACKAGE_MANAGE)
    @InStore({Role.ADMIN, Role.PUBLISHER, Role.OUTSIDE_PUBLISHER, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.READS)
    public Map<String, Object> build(InputStream request) {
        JsonBody body = bodies.object(request);
        AccountId account = accounts.named(body);
        String name = body.text("name", 128);
        StatementNames.require(body, name, NameRule.CONFDB_NAME);
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("type", "confdb-schema");
        headers.put("authority-id", account.value());
        headers.put("revision", Integer.toString(nextRevision(body, account, name)));
        headers.put("account-id", account.value());
        headers.put("name", name);
        body.optionalText("summary", 1_000).ifPresent(summary -> headers.put("summary", summary));
        headers.put("views", ConfdbViews.json(body.object("views")));
        headers.put("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        headers.put("body", storage(body));
        return headers;
    }

    @POST
    @Requires(Permission.PACKAGE_MANAGE)
    @InStore({Role.ADMIN, Role.PUBLISHER, Role.OUTSIDE_PUBLISHER, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.RECORD)
    public SchemaList accept(InputStream request) {
        accounts.requireWorking();
        Assertion schema = SignedText.whole(request);
        AccountId account = accounts.speaker(schema);
        ConfdbViews.requireKnown(schema);
        return SchemaList.of(
                List.of(schemas.accept(schema, account, current.get().actor())));
    }

    private int nextRevision(JsonBody body, AccountId account, String name) {
        try {
            return schemas.nextRevision(account, name);
        } catch (AssertionException e) {
            throw body.wrong("name", String.valueOf(e.getMessage()));
        }
    }

    private static String storage(JsonBody body) {
        try {
            return CanonicalJson.format(body.text("body", MAX_BODY));
        } catch (AssertionException e) {
            throw body.wrong("body", String.valueOf(e.getMessage()));
        }
    }

    private SchemaList list(Optional<String> name) {
        return SchemaList.of(accounts.read().stream()
                .flatMap(account -> schemas.of(account).stream())
                .filter(schema -> name.isEmpty() || schema.text("name").equals(name.get()))
                .toList());
    }
}
