package org.brandstore.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.event.Reason;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.update.Approvals;
import org.brandstore.update.ReleaseReview;
import org.brandstore.update.ReleaseReviews;
import org.jspecify.annotations.Nullable;

/** Releases that wait for approval. */
@Path("/api/admin/v1/releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class ReleaseResource {
    private final ReleaseReviews reviews;
    private final Approvals approvals;
    private final AdminAccess access;

    ReleaseResource(ReleaseReviews reviews, Approvals approvals, AdminAccess access) {
        this.reviews = reviews;
        this.approvals = approvals;
        this.access = access;
    }

    /**
     * A decision.
     *
     * @param notBefore when devices may see it at the earliest, RFC 3339; absent for at once
     */
    public record Approval(
            @NotNull @Size(max = Reason.MAX_LENGTH) String reason,
            @Nullable Instant notBefore) {}

    /** A refusal. */
    public record Rejection(
            @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    /** The open requests of all stores that the caller may see, newest first. */
    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public List<ReleaseView> open() {
        Caller caller = access.caller();
        return reviews.open(caller.person()).stream()
                .filter(review -> isWithinLimits(caller, review))
                .map(ReleaseView::of)
                .toList();
    }

    @GET
    @Path("/{id}")
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public ReleaseView one(String id) {
        return ReleaseView.of(require(id));
    }

    @POST
    @Path("/{id}/approve")
    @Requires(Permission.PACKAGE_RELEASE)
    @InStore({Role.ADMIN, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.DECIDES)
    public ReleaseView approve(String id, @NotNull @Valid Approval approval) {
        Caller caller = access.caller();
        UUID request = require(id).request().id();
        approvals.approve(request, caller.person(), approval.reason(), approval.notBefore(), caller.actor());
        return ReleaseView.of(find(id, caller));
    }

    @POST
    @Path("/{id}/reject")
    @Requires(Permission.PACKAGE_RELEASE)
    @InStore({Role.ADMIN, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.DECIDES)
    public ReleaseView reject(String id, @NotNull @Valid Rejection rejection) {
        Caller caller = access.caller();
        UUID request = require(id).request().id();
        approvals.reject(request, caller.person(), rejection.reason(), caller.actor());
        return ReleaseView.of(find(id, caller));
    }

    /** What the caller may not see is not found, in the same words as what is not there. */
    private ReleaseReview require(String id) {
        ReleaseReview review = find(id, access.caller());
        access.inStore(review.store().id(), ReleaseResource::notFound);
        return review;
    }

    private ReleaseReview find(String id, Caller caller) {
        UUID request;
        try {
            request = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
        return reviews.find(request, caller.person())
                .filter(review -> isWithinLimits(caller, review))
                .orElseThrow(ReleaseResource::notFound);
    }

    private static boolean isWithinLimits(Caller caller, ReleaseReview review) {
        return !caller.isLimitedAwayFrom(review.store().id());
    }

    private static StoreException notFound() {
        return new StoreException(ErrorCode.NOT_FOUND, "cannot find the release request");
    }
}
