package org.brandstore.console.snap;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.People;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.console.Sizes;
import org.brandstore.console.snap.BoardView.RevisionView;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Track;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.Releases;
import org.brandstore.release.SnapTrack;
import org.brandstore.release.Tracks;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapDeed;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.Submission;
import org.brandstore.snap.SubmissionNote;
import org.brandstore.snap.SubmissionState;
import org.brandstore.snap.Submissions;

/** Puts channels, revisions and uploads of a snap together. */
@Singleton
class Boards {
    private static final int REVISIONS_SHOWN = 30;
    private static final int UPLOADS_SHOWN = 5;

    private final ViewedSnaps snaps;
    private final Releases releases;
    private final ReleaseRequests requests;
    private final Tracks tracks;
    private final Revisions revisions;
    private final Submissions submissions;
    private final People people;

    Boards(
            ViewedSnaps snaps,
            Releases releases,
            ReleaseRequests requests,
            Tracks tracks,
            Revisions revisions,
            Submissions submissions,
            People people) {
        this.snaps = snaps;
        this.releases = releases;
        this.requests = requests;
        this.tracks = tracks;
        this.revisions = revisions;
        this.submissions = submissions;
        this.people = people;
    }

    /** @param path of the page */
    BoardView of(Snap snap, String path, Person viewer) {
        List<SnapRevision> all = revisions.of(snap.id());
        List<Submission> uploads = submissions.of(snap.id());
        List<Track> known =
                tracks.of(snap.id()).stream().map(SnapTrack::name).distinct().toList();
        Grid grid = new Grid(
                releases.channelMap(snap.id()),
                releases.phases(snap.id()),
                requests.open(List.of(snap.store())).stream()
                        .filter(request -> request.snap().equals(snap.id()))
                        .toList(),
                all);
        Map<Revision, List<SubmissionNote>> findings = findings(snap, uploads);
        Names names = new Names();
        return new BoardView(
                path,
                snap.name().value(),
                snap.title().equals(snap.name().value()) ? "" : snap.title(),
                snaps.storeName(snap, viewer),
                snaps.may(viewer, snap, SnapDeed.RELEASE),
                snaps.may(viewer, snap, SnapDeed.PUBLISH),
                grid.tracks(known, snap.defaultTrack()),
                all.stream()
                        .limit(REVISIONS_SHOWN)
                        .map(revision ->
                                revision(revision, grid, findings.getOrDefault(revision.revision(), List.of()), names))
                        .toList(),
                Math.max(0, all.size() - REVISIONS_SHOWN),
                uploads.stream()
                        .limit(UPLOADS_SHOWN)
                        .map(upload -> UploadView.of(upload, names.of(upload.person())))
                        .toList(),
                known.stream()
                        .flatMap(track -> Stream.of(Risk.values()).map(risk -> Channel.of(track, risk)))
                        .map(Channel::toString)
                        .toList());
    }

    private static RevisionView revision(SnapRevision revision, Grid grid, List<SubmissionNote> findings, Names names) {
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
                NoteView.of(findings));
    }

    /** What the review saw in the file of each revision. */
    private Map<Revision, List<SubmissionNote>> findings(Snap snap, List<Submission> uploads) {
        Map<UUID, List<SubmissionNote>> bySubmission = submissions.findings(snap.id());
        Map<Revision, List<SubmissionNote>> byRevision = new HashMap<>();
        for (Submission upload : uploads) {
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

    /** Names of people, each looked up once. */
    private final class Names {
        private final Map<PersonId, String> known = new HashMap<>();

        String of(PersonId person) {
            return known.computeIfAbsent(
                    person, id -> people.find(id).map(Person::displayName).orElse("somebody unknown"));
        }
    }
}
