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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.event.Reason;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.snap.ReviewCase;
import org.brandstore.snap.ReviewQueue;
import org.brandstore.store.BrandStore;

/** Uploads that wait for a reviewer. */
@Path("/api/admin/v1/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class ReviewResource {
    private final ReviewQueue queue;
    private final AdminAccess access;

    ReviewResource(ReviewQueue queue, AdminAccess access) {
        this.queue = queue;
        this.access = access;
    }

    /** Why somebody decides as they do. */
    public record Words(
            @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    /** What waits in all stores of the caller, oldest first. */
    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public List<ReviewView> waiting() {
        List<StoreId> stores = access.stores().stream().map(BrandStore::id).toList();
        return queue.waiting(stores).stream().map(this::view).toList();
    }

    /** An upload in any state. */
    @GET
    @Path("/{id}")
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public ReviewView one(String id) {
        return view(require(id));
    }

    @POST
    @Path("/{id}/approve")
    @Requires(Permission.STORE_REVIEW)
    @InStore({Role.ADMIN, Role.REVIEWER})
    @Effect(Effect.Reach.DECIDES)
    public ReviewView approve(String id, @NotNull @Valid Words decision) {
        Caller caller = access.caller();
        UUID submission = require(id).submission().id();
        return view(queue.approve(submission, caller.person(), decision.reason(), caller.actor()));
    }

    @POST
    @Path("/{id}/reject")
    @Requires(Permission.STORE_REVIEW)
    @InStore({Role.ADMIN, Role.REVIEWER})
    @Effect(Effect.Reach.DECIDES)
    public ReviewView reject(String id, @NotNull @Valid Words decision) {
        Caller caller = access.caller();
        UUID submission = require(id).submission().id();
        return view(queue.reject(submission, caller.person(), decision.reason(), caller.actor()));
    }

    /** Has the automatic review look again, after the policy was changed. */
    @POST
    @Path("/{id}/again")
    @Consumes(MediaType.WILDCARD)
    @Requires({Permission.PACKAGE_PUSH, Permission.STORE_REVIEW})
    @InStore
    @Effect(Effect.Reach.RECORD)
    public ReviewView again(String id) {
        Caller caller = access.caller();
        return view(queue.lookAgain(require(id).submission().id(), caller.person(), caller.actor()));
    }

    private ReviewView view(ReviewCase review) {
        return ReviewView.of(review, queue.mayDecide(review, access.caller().person()));
    }

    /** What the caller may not see is not found, in the same words as what is not there. */
    private ReviewCase require(String id) {
        ReviewCase review = uuid(id).flatMap(queue::of).orElseThrow(ReviewResource::notFound);
        access.inStore(review.snap().store(), ReviewResource::notFound);
        return review;
    }

    private static StoreException notFound() {
        return new StoreException(ErrorCode.NOT_FOUND, "cannot find the upload");
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
