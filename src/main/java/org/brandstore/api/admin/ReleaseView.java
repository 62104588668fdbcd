package org.brandstore.api.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Locale;
import org.brandstore.update.NamedDecision;
import org.brandstore.update.ReleaseReview;
import org.brandstore.update.Replacement;
import org.brandstore.update.RevisionDifference;
import org.jspecify.annotations.Nullable;

/** A release request with what would change. */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
public record ReleaseView(
        String id,
        String store,
        String snap,
        String snapId,
        int revision,
        String version,
        String channel,
        @Nullable Integer percentage,
        String state,
        String requestedBy,
        String requestedAt,
        String uploadedBy,
        int approvalsNeeded,
        long approvals,
        String standing,
        long devicesFollowing,
        long devicesChanging,
        List<Replaced> replaces,
        List<Decided> decisions) {

    /** What devices have now, and how the new revision differs from it; the latter is null if there is nothing yet. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record Replaced(
            List<String> architectures,
            @Nullable Integer revision,
            @Nullable String version,
            @Nullable RevisionDifference difference) {}

    /** One person's decision. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record Decided(String person, String verdict, String reason, String at) {}

    static ReleaseView of(ReleaseReview review) {
        return new ReleaseView(
                review.request().id().toString(),
                review.store().id().value(),
                review.snap().name().value(),
                review.snap().id().value(),
                review.revision().revision().value(),
                review.revision().version(),
                review.request().channel().toString(),
                review.request().share().isWhole()
                        ? null
                        : review.request().share().percentage(),
                review.request().state().word(),
                review.requester(),
                review.request().requestedAt().toString(),
                review.uploader(),
                review.approvalsNeeded(),
                review.approvals(),
                review.standing().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                review.reach().following(),
                review.reach().changing(),
                review.replacements().stream().map(ReleaseView::replaced).toList(),
                review.decisions().stream().map(ReleaseView::decided).toList());
    }

    private static Replaced replaced(Replacement replacement) {
        return new Replaced(
                replacement.architectures().stream().map(Object::toString).toList(),
                replacement.current().map(current -> current.revision().value()).orElse(null),
                replacement.current().map(current -> current.version()).orElse(null),
                replacement.difference().orElse(null));
    }

    private static Decided decided(NamedDecision named) {
        return new Decided(
                named.person(),
                named.decision().verdict().word(),
                named.decision().reason(),
                named.decision().at().toString());
    }
}
