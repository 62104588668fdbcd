package org.brandstore.console.snap;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.brandstore.account.Person;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.console.Texts;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.SignedIn;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.Snaps;
import org.jspecify.annotations.Nullable;

/** The snaps that the viewer may look at, and new names. */
@Path("/console/snaps")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class SnapsResource {
    private final ConsoleSession session;
    private final Frames frames;
    private final SnapLists lists;
    private final SnapAccess access;
    private final Snaps snaps;

    SnapsResource(ConsoleSession session, Frames frames, SnapLists lists, SnapAccess access, Snaps snaps) {
        this.session = session;
        this.frames = frames;
        this.lists = lists;
        this.access = access;
        this.snaps = snaps;
    }

    @GET
    @SignedIn
    public Response list(Request request) {
        return Pages.live(page(session.caller().person(), "", ""), request);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @SignedIn
    public Response register(
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("name") @Nullable String name,
            @FormParam("store") @Nullable String store,
            @FormParam("private") @Nullable String hidden) {
        Caller caller = session.requireForm(csrf);
        String typed = Texts.of(name).strip();
        return Pages.attempt(
                () -> {
                    Optional<StoreId> wanted = Optional.of(Texts.of(store))
                            .filter(text -> !text.isEmpty())
                            .map(StoreId::new);
                    SnapAccess.Home home = access.requireHome(caller.person(), wanted);
                    Snap snap = snaps.register(
                            new SnapName(typed), home.store(), home.publisher(), "yes".equals(hidden), caller.actor());
                    return Pages.redirect(ViewedSnaps.path(snap.name().value())).build();
                },
                error -> page(caller.person(), error, typed));
    }

    private SnapPages.Snaps page(Person viewer, String error, String typed) {
        return new SnapPages.Snaps(
                frames.of("/console/snaps", "snaps", "Snaps"), lists.of(viewer), lists.form(viewer, typed), error);
    }
}
