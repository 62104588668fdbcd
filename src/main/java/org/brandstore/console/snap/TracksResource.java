package org.brandstore.console.snap;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Texts;
import org.brandstore.event.Reason;
import org.brandstore.naming.Track;
import org.brandstore.release.DefaultTracks;
import org.brandstore.release.track.Tracks;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.jspecify.annotations.Nullable;

/** The tracks of a snap. */
@Path("/console/snaps/{name}/tracks")
@Dialect(ErrorDialect.HTML)
@BrowserFace
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class TracksResource {
    private final ConsoleSession session;
    private final ViewedSnaps snaps;
    private final BoardPages pages;
    private final Tracks tracks;
    private final DefaultTracks defaultTracks;

    TracksResource(
            ConsoleSession session, ViewedSnaps snaps, BoardPages pages, Tracks tracks, DefaultTracks defaultTracks) {
        this.session = session;
        this.snaps = snaps;
        this.pages = pages;
        this.tracks = tracks;
        this.defaultTracks = defaultTracks;
    }

    /** Makes a track, or leaves it as it is. */
    @POST
    @Requires(Permission.PACKAGE_MANAGE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(Effect.Reach.RECORD)
    public Response create(
            @PathParam("name") String name,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("track") @Nullable String track) {
        Caller caller = session.requireForm(csrf);
        return pages.attempt(caller, name, "", () -> {
            Snap snap = snaps.require(name);
            tracks.create(snap.id(), new Track(Texts.of(track).strip()), caller.actor());
        });
    }

    /** Makes a track the one that channels without a track mean. */
    @POST
    @Path("/default")
    @Requires(Permission.PACKAGE_MANAGE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.DEFAULT_TRACK)
    public Response makeDefault(
            @PathParam("name") String name,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("track") @Nullable String track,
            @FormParam("reason") @Nullable String reason) {
        Caller caller = session.requireForm(csrf);
        return pages.propose(caller, name, () -> {
            Snap snap = snaps.require(name);
            return defaultTracks.choose(
                    snap.id(), new Track(Texts.of(track).strip()), Reason.require(Texts.of(reason)), caller.actor());
        });
    }
}
