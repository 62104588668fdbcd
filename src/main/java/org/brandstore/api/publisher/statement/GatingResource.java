package org.brandstore.api.publisher.statement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.assertion.Assertion;
import org.brandstore.naming.SnapName;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.update.statement.GatedRevision;
import org.brandstore.update.statement.Validations;
import org.jspecify.annotations.Nullable;

/** Which revisions of other snaps a snap lets pass, for {@code gated} and {@code validate} (publisher-api.md 4.17). */
@Path("/dev/api/snaps/{id}/validations")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class GatingResource {
    /** One of them with exactly the keys that the tool knows; a revision of "-" says that none was approved yet. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @JsonProperty("type") String type,
            @JsonProperty("authority-id") String authority,
            @JsonProperty("series") String series,
            @JsonProperty("snap-id") String gating,
            @JsonProperty("approved-snap-id") String approved,
            @JsonProperty("approved-snap-name") @Nullable String approvedName,
            @JsonProperty("approved-snap-revision") String approvedRevision,
            @JsonProperty("required") boolean required,
            @JsonProperty("revoked") boolean revoked,
            @JsonProperty("revision") @Nullable String revision,
            @JsonProperty("timestamp") String timestamp,
            @JsonProperty("sign-key-sha3-384") @Nullable String signKey) {
        static Item of(Snap gating, GatedRevision gated) {
            Optional<Assertion> validation = gated.validation();
            return new Item(
                    "validation",
                    gating.publisher().value(),
                    "16",
                    gating.id().value(),
                    gated.approved().value(),
                    gated.name().map(SnapName::value).orElse(null),
                    validation
                            .map(found -> found.text("approved-snap-revision"))
                            .orElse("-"),
                    gated.required(),
                    isRevoked(gated),
                    validation
                            .flatMap(found -> found.headers().findText("revision"))
                            .orElse(null),
                    validation
                            .map(found -> found.text("timestamp"))
                            .orElse(gated.since().toString()),
                    validation.map(Assertion::signKeyId).orElse(null));
        }

        static boolean isRevoked(GatedRevision gated) {
            return gated.validation()
                    .flatMap(found -> found.headers().findText("revoked"))
                    .map(Boolean::parseBoolean)
                    .orElse(false);
        }
    }

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final Validations validations;

    GatingResource(JsonBodies bodies, CallerSnaps callerSnaps, Validations validations) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.validations = validations;
    }

    /** @param revokedToo {@code 1} from the command that signs: it counts on from whatever was said before */
    @GET
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public List<Item> list(
            @PathParam("id") String id, @QueryParam("include_revoked") @DefaultValue("0") String revokedToo) {
        Snap gating = callerSnaps.byId(id);
        boolean all = revokedToo.equals("1") || revokedToo.equals("true");
        return validations.of(gating).stream()
                .filter(gated -> all ? gated.validation().isPresent() : !Item.isRevoked(gated))
                .map(gated -> Item.of(gating, gated))
                .toList();
    }

    @PUT
    @Requires(value = Permission.PACKAGE_MANAGE, limits = Limits.SNAPS)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.RECORD)
    public Item accept(@PathParam("id") String id, InputStream request) {
        JsonBody body = bodies.object(request);
        Snap gating = callerSnaps.byId(id);
        Caller caller = callerSnaps.caller();
        Assertion accepted = validations.accept(gating, SignedText.in(body, "assertion"), caller.actor());
        return validations.of(gating).stream()
                .filter(gated -> gated.validation()
                        .filter(found -> found.ref().equals(accepted.ref()))
                        .isPresent())
                .map(gated -> Item.of(gating, gated))
                .findFirst()
                .orElseThrow();
    }
}
