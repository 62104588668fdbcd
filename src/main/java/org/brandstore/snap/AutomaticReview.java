package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.PersonId;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.problem.ErrorCode;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.resource.ResourceRevision;
import org.brandstore.snap.review.Finding;
import org.brandstore.snap.review.GrantAuthors;
import org.brandstore.snap.review.ReviewAction;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.snap.review.ReviewPolicies;
import org.brandstore.snap.review.ReviewPolicy;
import org.brandstore.snap.review.ReviewSubject;
import org.brandstore.snap.review.SnapReview;

/**
 * Looks at a readable upload before it becomes a revision. It refuses what does not belong together; about everything else
 * the policy of the snap's store decides.
 */
@ApplicationScoped
class AutomaticReview {
    private final SnapReview review = new SnapReview();
    private final ReviewPolicies policies;
    private final SnapRepository snaps;
    private final AssertionDatabase assertions;
    private final CarriedComponents carried;
    private final GrantAuthors authors;

    AutomaticReview(
            ReviewPolicies policies,
            SnapRepository snaps,
            AssertionDatabase assertions,
            CarriedComponents carried,
            GrantAuthors authors) {
        this.policies = policies;
        this.snaps = snaps;
        this.assertions = assertions;
        this.carried = carried;
        this.authors = authors;
    }

    /**
     * @param number that the revision will have
     * @param uploader whose own grants do not count
     */
    ReviewVerdict judge(Snap snap, int number, SubmittedSnap files, PersonId uploader) {
        ReviewPolicy policy = policies.of(snap.store());
        List<Finding> found = review.look(subject(snap, number, files, uploader), policy);
        List<SubmissionNote> findings =
                found.stream().flatMap(AutomaticReview::notes).toList();
        List<SubmissionNote> problems = new ArrayList<>();
        SnapMetadata metadata = files.contents().metadata();
        if (!metadata.name().equals(snap.name())) {
            problems.add(new SubmissionNote(
                    ErrorCode.INVALID_SNAP.wireCode(),
                    "cannot accept the file as snap " + snap.name() + ": its snap.yaml says name: " + metadata.name()));
        }
        files.components().forEach(component -> ComponentFit.check(metadata, component, problems::add));
        problems.addAll(words(found, policy, ReviewAction.REJECT));
        if (!problems.isEmpty()) {
            return new ReviewVerdict.Refused(problems, findings);
        }
        List<SubmissionNote> reasons = words(found, policy, ReviewAction.REVIEW);
        if (!reasons.isEmpty()) {
            boolean approvable =
                    found.stream().allMatch(finding -> finding.check().isConfigurable());
            return new ReviewVerdict.Held(reasons, findings, approvable);
        }
        return new ReviewVerdict.Accepted(findings);
    }

    private ReviewSubject subject(Snap snap, int number, SubmittedSnap files, PersonId uploader) {
        Headers declaration = Optional.of(snap.id())
                .filter(id -> !authors.isAuthor(uploader, id))
                .flatMap(id -> assertions.find(AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", id.value())))
                .map(Assertion::headers)
                .orElseGet(() -> Headers.builder().build());
        return new ReviewSubject(
                snap.id(),
                snap.publisher(),
                files.contents(),
                files.size(),
                declaration,
                files.components().stream()
                        .collect(Collectors.toMap(SubmittedSnap.Component::name, SubmittedSnap.Component::contents)),
                carried.of(snap.id(), number, files).stream()
                        .map(ResourceRevision::name)
                        .collect(Collectors.toSet()),
                name -> snaps.find(snap.brand(), name).map(row -> row.toSnap().publisher()));
    }

    private static List<SubmissionNote> words(List<Finding> found, ReviewPolicy policy, ReviewAction action) {
        return found.stream()
                .filter(finding -> policy.action(finding.check()) == action)
                .map(finding -> note(finding.check(), finding.message()))
                .toList();
    }

    private static Stream<SubmissionNote> notes(Finding finding) {
        return Stream.concat(
                Stream.of(note(finding.check(), finding.message())),
                finding.details().stream().map(detail -> note(finding.check(), detail)));
    }

    private static SubmissionNote note(ReviewCheck check, String message) {
        return new SubmissionNote(check.code(), message);
    }
}
