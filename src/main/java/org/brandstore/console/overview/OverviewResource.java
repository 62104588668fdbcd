package org.brandstore.console.overview;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Effect;
import org.brandstore.security.Requires;

/** The first page: what each channel offers, and how many devices run it. */
@Path("/console")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class OverviewResource {
    private final ConsoleSession session;
    private final Frames frames;
    private final Overviews overviews;

    OverviewResource(ConsoleSession session, Frames frames, Overviews overviews) {
        this.session = session;
        this.frames = frames;
        this.overviews = overviews;
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public Response get(Request request) {
        return Pages.live(
                new OverviewPages.Overview(
                        frames.of("/console", "overview", "Overview"),
                        overviews.of(session.caller().person())),
                request);
    }
}
