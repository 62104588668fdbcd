package org.brandstore.assertion.type.gate;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.assertion.type.SnapDeclarationView;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/** Decides which refreshes the gating snaps on one device let pass (assertions.md 6.1). */
public final class RefreshGate {
    private final Map<SnapId, Set<SnapId>> gatingSnaps = new HashMap<>();

    /** @param present the declarations of the snaps on the device */
    public RefreshGate(Collection<SnapDeclarationView> present) {
        for (SnapDeclarationView declaration : present) {
            for (SnapId gated : declaration.refreshControl()) {
                gatingSnaps.computeIfAbsent(gated, id -> new LinkedHashSet<>()).add(declaration.snapId());
            }
        }
    }

    /** Where validations are looked up. */
    @FunctionalInterface
    public interface Validations {

        /** The highest revision of a validation. */
        Optional<ValidationView> find(SnapId gatingSnap, SnapId approvedSnap, Revision approvedRevision);
    }

    /**
     * A revision that a device could get.
     *
     * @param snapId the snap
     * @param revision the revision
     * @param installed whether it would replace a revision; installations are never gated
     * @param ignoreValidation whether the owner of the device has said so for this snap
     */
    public record Candidate(SnapId snapId, Revision revision, boolean installed, boolean ignoreValidation) {}

    /** Whether a candidate may pass. */
    public sealed interface Verdict {}

    /** It may. */
    public record Passed() implements Verdict {}

    /**
     * It may not: all gating snaps must have approved, and none have revoked.
     *
     * @param missing the gating snaps that have said nothing
     * @param revoked the gating snaps that have taken their approval back
     */
    public record Refused(Set<SnapId> missing, Set<SnapId> revoked) implements Verdict {}

    /** Judges one candidate. A snap that gates itself, or two that gate each other, are no exception. */
    public Verdict judge(Candidate candidate, Validations validations) {
        if (!candidate.installed() || candidate.ignoreValidation()) {
            return new Passed();
        }
        Set<SnapId> missing = new LinkedHashSet<>();
        Set<SnapId> revoked = new LinkedHashSet<>();
        for (SnapId gating : gatingSnaps.getOrDefault(candidate.snapId(), Set.of())) {
            Optional<ValidationView> validation = validations.find(gating, candidate.snapId(), candidate.revision());
            if (validation.isEmpty()) {
                missing.add(gating);
            } else if (validation.get().revoked()) {
                revoked.add(gating);
            }
        }
        return missing.isEmpty() && revoked.isEmpty() ? new Passed() : new Refused(missing, revoked);
    }

    /** The newest of these revisions of an installed snap that may pass: devices never look for an older one. */
    public Optional<Revision> newestPassing(SnapId snapId, Collection<Revision> revisions, Validations validations) {
        return revisions.stream()
                .sorted(Comparator.reverseOrder())
                .filter(revision -> judge(new Candidate(snapId, revision, true, false), validations) instanceof Passed)
                .findFirst();
    }
}
