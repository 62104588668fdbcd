package org.brandstore.api.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Outcome;
import org.brandstore.event.Reason;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.snap.review.ReviewAction;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.snap.review.ReviewPolicies;
import org.brandstore.snap.review.ReviewPolicy;
import org.brandstore.snap.review.ReviewPolicyChanges;
import org.brandstore.store.BrandStore;
import org.jspecify.annotations.Nullable;

/** What a store's automatic review does about what it finds. */
@Path("/api/admin/v1/stores/{id}/review-policy")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class ReviewPolicyResource {
    private final AdminAccess access;
    private final ReviewPolicies policies;
    private final ReviewPolicyChanges changes;

    ReviewPolicyResource(AdminAccess access, ReviewPolicies policies, ReviewPolicyChanges changes) {
        this.access = access;
        this.policies = policies;
        this.changes = changes;
    }

    /**
     * The policy.
     *
     * @param actions check to {@code note}, {@code review} or {@code reject}
     * @param maxBytes from which size on the check {@code size} finds something
     * @param grantApprovals how many others must approve grants
     */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record PolicyView(Map<String, String> actions, long maxBytes, int grantApprovals) {
        static PolicyView of(ReviewPolicy policy) {
            Map<String, String> actions = new LinkedHashMap<>();
            policy.actions().forEach((check, action) -> actions.put(check.code(), action.wireName()));
            return new PolicyView(actions, policy.maxBytes(), policy.grantApprovals());
        }
    }

    /** What is to change; what is left out stays as it is. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record PolicyWish(
            @Nullable @Size(max = 200) Map<@Size(max = 64) String, @Size(max = 64) String> actions,
            @Nullable Long maxBytes,
            @Nullable Integer grantApprovals,
            @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public PolicyView policy(String id) {
        return PolicyView.of(policies.of(access.store(id).id()));
    }

    @PUT
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.REVIEW_POLICY)
    public Response set(String id, @NotNull @Valid PolicyWish wish) {
        BrandStore store = access.store(id);
        ReviewPolicy before = policies.of(store.id());
        Map<ReviewCheck, ReviewAction> actions = new EnumMap<>(before.actions());
        if (wish.actions() != null) {
            wish.actions().forEach((check, action) -> actions.put(check(check), action(check, action)));
        }
        long maxBytes = wish.maxBytes() == null ? before.maxBytes() : wish.maxBytes();
        int approvals = wish.grantApprovals() == null ? before.grantApprovals() : wish.grantApprovals();
        Outcome outcome = changes.set(
                store,
                new ReviewPolicy(actions, maxBytes, approvals),
                wish.reason(),
                access.caller().actor());
        return Waits.answer(outcome, () -> PolicyView.of(policies.of(store.id())));
    }

    private static ReviewCheck check(String code) {
        return ReviewCheck.find(code)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot set the policy: there is no such check; there are "
                                + Arrays.stream(ReviewCheck.values())
                                        .filter(ReviewCheck::isConfigurable)
                                        .map(ReviewCheck::code)
                                        .collect(Collectors.joining(", "))));
    }

    private static ReviewAction action(String check, @Nullable String action) {
        return ReviewAction.find(String.valueOf(action))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot set the policy: the action of " + check + " must be note, review or reject"));
    }
}
