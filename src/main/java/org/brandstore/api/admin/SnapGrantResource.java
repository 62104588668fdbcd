package org.brandstore.api.admin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.OptionalInt;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Outcome;
import org.brandstore.event.Reason;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.RevisionWithdrawals;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.grant.Declarations;
import org.brandstore.snap.grant.GrantChange;
import org.brandstore.snap.grant.SnapGranting;
import org.brandstore.snap.grant.SnapGrants;
import org.jspecify.annotations.Nullable;

/** What is granted to a snap, and taking back its revisions. */
@Path("/api/admin/v1/snaps/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class SnapGrantResource {
    private final AdminAccess access;
    private final Declarations declarations;
    private final SnapGranting granting;
    private final RevisionWithdrawals withdrawals;
    private final Revisions revisions;

    SnapGrantResource(
            AdminAccess access,
            Declarations declarations,
            SnapGranting granting,
            RevisionWithdrawals withdrawals,
            Revisions revisions) {
        this.access = access;
        this.declarations = declarations;
        this.granting = granting;
        this.withdrawals = withdrawals;
        this.revisions = revisions;
    }

    /**
     * The grants as the declaration has them.
     *
     * @param revision of the declaration
     * @param format of the declaration
     */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record GrantView(String snap, String snapId, int revision, int format, ObjectNode grants) {
        static GrantView of(SnapGrants granted) {
            return new GrantView(
                    granted.snap().name().value(),
                    granted.snap().id().value(),
                    granted.revision(),
                    granted.format(),
                    ModelHeaders.write(granted.headers()));
        }
    }

    /**
     * All that is to be granted. What {@link GrantView} has may be sent back as it was read; the rest of it is not looked at.
     *
     * @param revision of the declaration that was edited
     */
    @JsonIgnoreProperties({"snap", "snap-id", "format"})
    public record GrantWish(
            @NotNull JsonNode grants,
            @Min(0) @Nullable Integer revision,
            @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    /** Why. */
    public record Words(
            @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    /** A revision that was taken back. */
    public record Withdrawn(int revision, String version, boolean withdrawn) {
        static Withdrawn of(SnapRevision revision) {
            return new Withdrawn(revision.revision().value(), revision.version(), revision.withdrawn());
        }
    }

    @GET
    @Path("/grants")
    @Requires(Permission.PACKAGE_ACCESS)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public GrantView grants(String id) {
        return GrantView.of(declarations.of(access.snap(id).id()));
    }

    @PUT
    @Path("/grants")
    @Requires(Permission.STORE_REVIEW)
    @OnSnap(SnapOperation.SEE)
    @InStore({Role.ADMIN, Role.REVIEWER})
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.GRANTS)
    public Response grant(String id, @NotNull @Valid GrantWish wish) {
        SnapId snap = access.snap(id).id();
        Caller caller = access.caller();
        OptionalInt basedOn = wish.revision() == null ? OptionalInt.empty() : OptionalInt.of(wish.revision());
        Outcome outcome = granting.change(
                snap,
                new GrantChange(ModelHeaders.read(wish.grants()), basedOn, wish.reason()),
                caller.person(),
                caller.actor());
        return Waits.answer(outcome, () -> GrantView.of(declarations.of(snap)));
    }

    @POST
    @Path("/revisions/{revision}/withdraw")
    @Requires(Permission.PACKAGE_RELEASE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.WITHDRAW_REVISION)
    public Response withdraw(String id, int revision, @NotNull @Valid Words why) {
        SnapId snap = access.snap(id).id();
        Revision number = new Revision(revision);
        Outcome outcome =
                withdrawals.withdraw(snap, number, why.reason(), access.caller().actor());
        return Waits.answer(outcome, () -> Withdrawn.of(revisions.require(snap, number)));
    }
}
