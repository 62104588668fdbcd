package org.brandstore.api.publisher.statement;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.api.publisher.PublisherOutcomes;
import org.brandstore.approval.ChangeKind;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.update.statement.ValidationSetDraft;
import org.brandstore.update.statement.ValidationSets;

/** Validation sets: build one to sign, take the signed one, list them (publisher-api.md 4.18, traps 15 and 16). */
@Path("/api/v2/validation-sets")
@Dialect(ErrorDialect.ERROR_LIST)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class ValidationSetsResource {
    private static final List<String> KEYS = List.of(
            "type",
            "authority-id",
            "revision",
            "series",
            "account-id",
            "name",
            "sequence",
            "snaps",
            "timestamp",
            "sign-key-sha3-384");

    /** The sets, with nothing in their headers that the tool does not know. */
    record SetList(List<Item> assertions) {
        record Item(Map<String, Object> headers) {}

        static SetList of(List<Assertion> sets) {
            return new SetList(sets.stream()
                    .map(set -> new Item(StatementHeaders.of(set, KEYS)))
                    .toList());
        }
    }

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final CallerAccounts accounts;
    private final ValidationSets sets;
    private final Clock clock;

    ValidationSetsResource(
            JsonBodies bodies, CallerSnaps callerSnaps, CallerAccounts accounts, ValidationSets sets, Clock clock) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.accounts = accounts;
        this.sets = sets;
        this.clock = clock;
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public SetList all(@QueryParam("sequence") @DefaultValue("latest") String sequence) {
        return list(Optional.empty(), sequence);
    }

    /** A name that no set has is an empty list, so that the tool can make the first one (publisher-api.md trap 16). */
    @GET
    @Path("{name}")
    @Requires(Permission.PACKAGE_ACCESS)
    @OwnAffair
    @Effect(Effect.Reach.READS)
    public SetList named(
            @PathParam("name") String name, @QueryParam("sequence") @DefaultValue("latest") String sequence) {
        return list(Optional.of(name), sequence);
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
        List<Snap> seen = callerSnaps.all();
        ValidationSetDraft draft = new ValidationSetDrafts(seen).read(body, account);
        StatementNames.require(body, draft.name(), NameRule.LOWER_WORD);
        int revision = sets.nextRevision(draft, seen);
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("type", "validation-set");
        headers.put("authority-id", account.value());
        headers.put("revision", Integer.toString(revision));
        headers.put("series", "16");
        headers.put("account-id", account.value());
        headers.put("name", draft.name());
        headers.put("sequence", draft.sequence());
        headers.put(
                "snaps", draft.snaps().stream().map(ValidationSetDrafts::json).toList());
        headers.put("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return headers;
    }

    @POST
    @Requires(Permission.PACKAGE_MANAGE)
    @InStore({Role.ADMIN, Role.PUBLISHER, Role.OUTSIDE_PUBLISHER, Role.RELEASE_MANAGER})
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.VALIDATION_SET)
    public SetList accept(InputStream request) {
        accounts.requireWorking();
        Assertion signed = SignedText.whole(request);
        PublisherOutcomes.requireDone(sets.accept(
                signed, accounts.speaker(signed), callerSnaps.caller().actor()));
        return SetList.of(List.of(signed));
    }

    private SetList list(Optional<String> name, String sequence) {
        List<Assertion> all = accounts.read().stream()
                .flatMap(account -> sets.of(account).stream())
                .filter(set -> name.isEmpty() || set.text("name").equals(name.get()))
                .toList();
        if (sequence.equals("all")) {
            return SetList.of(all);
        }
        if (sequence.matches("[1-9][0-9]{0,8}")) {
            return SetList.of(all.stream()
                    .filter(set -> set.text("sequence").equals(sequence))
                    .toList());
        }
        if (!sequence.equals("latest")) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot list the sets: sequence must be all, latest or a number");
        }
        Map<List<String>, Assertion> latest = new LinkedHashMap<>();
        all.forEach(set -> latest.put(List.of(set.text("account-id"), set.text("name")), set));
        return SetList.of(List.copyOf(latest.values()));
    }
}
