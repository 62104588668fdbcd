package org.brandstore.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ProposalReviews;
import org.brandstore.approval.ProposalReviews.Review;
import org.brandstore.approval.Proposals;
import org.brandstore.event.Reason;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;

/** Changes that wait for the approval of other people: who may decide, decides; who proposed, may take back. */
@Path("/api/admin/v1/proposals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class ProposalResource {
    private static final int DECIDED = 200;

    private final AdminAccess access;
    private final ProposalReviews reviews;
    private final Proposals proposals;

    ProposalResource(AdminAccess access, ProposalReviews reviews, Proposals proposals) {
        this.access = access;
        this.reviews = reviews;
        this.proposals = proposals;
    }

    /** Why. */
    public record Decision(
            @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    /**
     * What waits where the caller has a role, oldest first; or what was decided lately, newest first.
     *
     * @param state {@code waiting} or {@code decided}
     */
    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public List<ProposalView> list(@QueryParam("state") @DefaultValue("waiting") String state) {
        Caller caller = access.caller();
        List<Review> found = switch (state) {
            case "waiting" -> reviews.waiting(caller.person());
            case "decided" -> reviews.decided(caller.person(), DECIDED);
            default ->
                throw new StoreException(
                        ErrorCode.INVALID_FIELD, "cannot list the changes: state must be waiting or decided");
        };
        return found.stream()
                .filter(review -> isWithinLimits(caller, review))
                .map(ProposalView::of)
                .toList();
    }

    @GET
    @Path("/{id}")
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public ProposalView one(String id) {
        return ProposalView.of(require(id));
    }

    @POST
    @Path("/{id}/approve")
    @Requires(Permission.STORE_ADMIN)
    @InStore
    @Effect(Effect.Reach.DECIDES)
    public ProposalView approve(String id, @NotNull @Valid Decision decision) {
        UUID known = require(id).proposal().id();
        proposals.approve(known, decision.reason(), access.caller().actor());
        return ProposalView.of(require(id));
    }

    @POST
    @Path("/{id}/reject")
    @Requires(Permission.STORE_ADMIN)
    @InStore
    @Effect(Effect.Reach.DECIDES)
    public ProposalView reject(String id, @NotNull @Valid Decision decision) {
        UUID known = require(id).proposal().id();
        proposals.reject(known, decision.reason(), access.caller().actor());
        return ProposalView.of(require(id));
    }

    /** Only for who proposed it. */
    @POST
    @Path("/{id}/cancel")
    @Requires({Permission.PACKAGE_RELEASE, Permission.STORE_ADMIN})
    @InStore
    @Effect(Effect.Reach.DECIDES)
    public ProposalView cancel(String id, @NotNull @Valid Decision decision) {
        UUID known = require(id).proposal().id();
        proposals.cancel(known, decision.reason(), access.caller().actor());
        return ProposalView.of(require(id));
    }

    /** What the caller may not see is not found, in the same words as what is not there. */
    private Review require(String id) {
        Caller caller = access.caller();
        UUID known;
        try {
            known = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
        Review found = reviews.find(known, caller.person())
                .filter(review -> isWithinLimits(caller, review))
                .orElseThrow(ProposalResource::notFound);
        found.proposal()
                .draft()
                .store()
                .ifPresentOrElse(store -> access.inStore(store, ProposalResource::notFound), access::somewhere);
        return found;
    }

    private static boolean isWithinLimits(Caller caller, Review review) {
        return review.proposal()
                .draft()
                .store()
                .map(store -> !caller.isLimitedAwayFrom(store))
                .orElseGet(() -> caller.credential().limits().stores().isEmpty());
    }

    private static StoreException notFound() {
        return new StoreException(ErrorCode.NOT_FOUND, "cannot find the proposed change");
    }
}
