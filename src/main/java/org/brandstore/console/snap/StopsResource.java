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
import org.brandstore.naming.Channel;
import org.brandstore.release.Stops;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.jspecify.annotations.Nullable;

/** The emergency brake of a snap's channels, and letting go of it. */
@Path("/console/snaps/{name}")
@Dialect(ErrorDialect.HTML)
@BrowserFace
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class StopsResource {
    private final ConsoleSession session;
    private final ViewedSnaps snaps;
    private final BoardPages pages;
    private final Stops stops;

    StopsResource(ConsoleSession session, ViewedSnaps snaps, BoardPages pages, Stops stops) {
        this.session = session;
        this.snaps = snaps;
        this.pages = pages;
        this.stops = stops;
    }

    /** No further device is offered what the channel offers. */
    @POST
    @Path("/stop")
    @Requires(Permission.PACKAGE_RELEASE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(Effect.Reach.STOP)
    public Response stop(
            @PathParam("name") String name,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("channel") @Nullable String channel,
            @FormParam("reason") @Nullable String reason) {
        Caller caller = session.requireForm(csrf);
        return pages.attempt(caller, name, "#stops", () -> {
            Snap snap = snaps.require(name);
            stops.stop(snap.id(), Channel.parse(Texts.of(channel)), Texts.of(reason), caller.actor());
        });
    }

    /** Asks that somebody else agrees to go on. */
    @POST
    @Path("/resume")
    @Requires(Permission.PACKAGE_RELEASE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.RESUME_CHANNEL)
    public Response resume(
            @PathParam("name") String name,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("channel") @Nullable String channel,
            @FormParam("reason") @Nullable String reason) {
        Caller caller = session.requireForm(csrf);
        return pages.propose(caller, name, () -> {
            Snap snap = snaps.require(name);
            return stops.resume(snap.id(), Channel.parse(Texts.of(channel)), Texts.of(reason), caller.actor());
        });
    }
}
