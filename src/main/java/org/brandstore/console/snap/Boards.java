package org.brandstore.console.snap;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.brandstore.account.Person;
import org.brandstore.account.person.People;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Track;
import org.brandstore.release.ChannelOffers;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.Releases;
import org.brandstore.release.Stops;
import org.brandstore.release.track.SnapTrack;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.Submissions;

/** Puts channels, revisions and uploads of a snap together. */
@Singleton
class Boards {
    private static final int UPLOADS_SHOWN = 5;

    private final ViewedSnaps snaps;
    private final Releases releases;
    private final ChannelOffers offers;
    private final ReleaseRequests requests;
    private final Tracks tracks;
    private final Stops stops;
    private final Revisions revisions;
    private final RevisionPages pages;
    private final Submissions submissions;
    private final People people;

    Boards(
            ViewedSnaps snaps,
            Releases releases,
            ChannelOffers offers,
            ReleaseRequests requests,
            Tracks tracks,
            Stops stops,
            Revisions revisions,
            RevisionPages pages,
            Submissions submissions,
            People people) {
        this.snaps = snaps;
        this.releases = releases;
        this.offers = offers;
        this.requests = requests;
        this.tracks = tracks;
        this.stops = stops;
        this.revisions = revisions;
        this.pages = pages;
        this.submissions = submissions;
        this.people = people;
    }

    /**
     * @param path of the page
     * @param before which revisions to list: those with smaller numbers; empty for the newest
     */
    BoardView of(Snap snap, String path, OptionalInt before, Person viewer) {
        List<SnapRevision> all = revisions.of(snap.id());
        List<Track> known = tracks(snap);
        Grid grid = new Grid(
                offers.of(snap.id()),
                releases.phases(snap.id()),
                requests.open(List.of(snap.store())).stream()
                        .filter(request -> request.snap().equals(snap.id()))
                        .toList(),
                all);
        PeopleNames names = new PeopleNames(people);
        Set<Revision> withdrawn = revisions.withdrawn(snap.id());
        return new BoardView(
                path,
                snap.name().value(),
                snap.title().equals(snap.name().value()) ? "" : snap.title(),
                snaps.storeName(snap, viewer),
                snaps.may(viewer, snap, SnapOperation.RELEASE),
                snaps.may(viewer, snap, SnapOperation.PUBLISH),
                grid.tracks(known, snap.defaultTrack()),
                pages.of(snap, path, before, all, grid, names),
                submissions.of(snap.id()).stream()
                        .limit(UPLOADS_SHOWN)
                        .map(upload -> UploadView.of(upload, names.of(upload.person()), withdrawn))
                        .toList(),
                known.stream()
                        .flatMap(track -> Stream.of(Risk.values()).map(risk -> Channel.of(track, risk)))
                        .map(Channel::toString)
                        .toList(),
                stops.of(snap.id()).stream()
                        .map(stop -> StopView.of(stop, names))
                        .toList());
    }

    /** The default track first, the others in the order in which they were made. */
    private List<Track> tracks(Snap snap) {
        return tracks.of(snap.id()).stream()
                .map(SnapTrack::name)
                .distinct()
                .sorted(Comparator.comparing((Track track) -> !track.equals(snap.defaultTrack())))
                .toList();
    }
}
