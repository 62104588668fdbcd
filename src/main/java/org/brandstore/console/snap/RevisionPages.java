package org.brandstore.console.snap;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.brandstore.console.Sizes;
import org.brandstore.console.snap.BoardView.RevisionPage;
import org.brandstore.console.snap.BoardView.RevisionView;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Revision;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.Submission;
import org.brandstore.snap.SubmissionNote;
import org.brandstore.snap.SubmissionState;
import org.brandstore.snap.Submissions;
import org.brandstore.snap.resource.ResourcePair;
import org.brandstore.snap.resource.ResourceRevision;
import org.brandstore.snap.resource.Resources;

/** Lists the revisions of a snap, so many at a time. */
@Singleton
class RevisionPages {
    static final int SHOWN = 30;

    private final Submissions submissions;
    private final Resources resources;

    RevisionPages(Submissions submissions, Resources resources) {
        this.submissions = submissions;
        this.resources = resources;
    }

    /**
     * @param path of the snap's page
     * @param before only revisions with smaller numbers; empty for the newest
     * @param all newest first
     */
    RevisionPage of(Snap snap, String path, OptionalInt before, List<SnapRevision> all, Grid grid, PeopleNames names) {
        int first = IntStream.range(0, all.size())
                .filter(i -> all.get(i).revision().value() < before.orElse(Integer.MAX_VALUE))
                .findFirst()
                .orElse(Math.max(0, all.size() - SHOWN));
        int end = Math.min(all.size(), first + SHOWN);
        Map<Revision, List<SubmissionNote>> findings = findings(snap);
        Map<Revision, List<String>> components = components(snap);
        return new RevisionPage(
                all.subList(first, end).stream()
                        .map(revision -> view(
                                revision,
                                grid,
                                components.getOrDefault(revision.revision(), List.of()),
                                findings.getOrDefault(revision.revision(), List.of()),
                                names))
                        .toList(),
                end - first == all.size() ? "" : (first + 1) + " to " + end + " of " + all.size(),
                first == 0 ? "" : newer(path, all, first),
                end == all.size()
                        ? ""
                        : before(path, all.get(end - 1).revision().value()));
    }

    private static String newer(String path, List<SnapRevision> all, int first) {
        int start = first - SHOWN;
        return start <= 0 ? path : before(path, all.get(start - 1).revision().value());
    }

    static String before(String path, int revision) {
        return path + "?before=" + revision;
    }

    private RevisionView view(
            SnapRevision revision,
            Grid grid,
            List<String> components,
            List<SubmissionNote> findings,
            PeopleNames names) {
        return new RevisionView(
                revision.revision().toString(),
                revision.version(),
                revision.architectures().stream().map(Architecture::value).collect(Collectors.joining(", ")),
                String.join(
                        ", ",
                        Sizes.of(revision.size()),
                        revision.confinement().wireName(),
                        "grade " + revision.grade().wireName()),
                names.of(revision.uploadedBy()),
                revision.createdAt().toString(),
                revision.withdrawn(),
                grid.channelsOf(revision.revision()),
                components,
                NoteView.of(findings));
    }

    private Map<Revision, List<String>> components(Snap snap) {
        return resources.pairs(snap.id()).stream()
                .collect(Collectors.groupingBy(
                        ResourcePair::snapRevision,
                        Collectors.mapping(pair -> component(pair.resource()), Collectors.toList())));
    }

    private static String component(ResourceRevision component) {
        return component.name() + " " + component.version() + " (revision " + component.revision() + ")";
    }

    /** What the review saw in the file of each revision. */
    private Map<Revision, List<SubmissionNote>> findings(Snap snap) {
        Map<UUID, List<SubmissionNote>> bySubmission = submissions.findings(snap.id());
        Map<Revision, List<SubmissionNote>> byRevision = new HashMap<>();
        for (Submission upload : submissions.of(snap.id())) {
            List<SubmissionNote> seen = bySubmission.getOrDefault(upload.id(), List.of());
            switch (upload.state()) {
                case SubmissionState.Signed signed -> byRevision.put(signed.revision(), seen);
                case SubmissionState.Ready ready -> byRevision.put(ready.revision(), seen);
                case SubmissionState.Received ignored -> {}
                case SubmissionState.Scanned ignored -> {}
                case SubmissionState.InReview ignored -> {}
                case SubmissionState.Rejected ignored -> {}
            }
        }
        return byRevision;
    }
}
