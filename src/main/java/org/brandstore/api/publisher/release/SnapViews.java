package org.brandstore.api.publisher.release;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.release.ReleaseLookup;
import org.brandstore.release.Releases;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.HeldRevisions;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;

/** Gathers what the status pages of a snap are made of. */
@ApplicationScoped
class SnapViews {
    private final Releases releases;
    private final ReleaseLookup requests;
    private final Tracks tracks;
    private final Revisions revisions;
    private final HeldRevisions held;

    SnapViews(Releases releases, ReleaseLookup requests, Tracks tracks, Revisions revisions, HeldRevisions held) {
        this.releases = releases;
        this.requests = requests;
        this.tracks = tracks;
        this.revisions = revisions;
        this.held = held;
    }

    SnapView of(Snap snap) {
        // Channels before revisions: a pointer that was read never lacks its revision.
        return new SnapView(
                snap,
                tracks.of(snap.id()),
                releases.channelMap(snap.id()),
                releases.phases(snap.id()),
                requests.open(snap.id()),
                releases.history(snap.id()),
                revisions.of(snap.id()),
                held.of(snap.id()));
    }
}
