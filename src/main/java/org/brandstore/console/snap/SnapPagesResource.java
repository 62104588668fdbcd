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
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.console.Texts;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.security.Rights;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.Snaps;
import org.jspecify.annotations.Nullable;

/** The snaps that the viewer may look at, and new names. */
@Path("/console/snaps")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class SnapPagesResource {
    private final ConsoleSession session;
    private final Frames frames;
    private final SnapLists lists;
    private final Rights rights;
    private final Snaps snaps;

    SnapPagesResource(ConsoleSession session, Frames frames, SnapLists lists, Rights rights, Snaps snaps) {
        this.session = session;
        this.frames = frames;
        this.lists = lists;
        this.rights = rights;
        this.snaps = snaps;
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public Response list(Request request) {
        return Pages.live(page(session.caller().person(), "", ""), request);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.PACKAGE_REGISTER)
    @InStore({Role.ADMIN, Role.PUBLISHER, Role.OUTSIDE_PUBLISHER})
    @Effect(Effect.Reach.RECORD)
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
                    SnapName wantedName = new SnapName(typed);
                    SnapAccess.Home home = rights.home(wantedName, wanted);
                    Snap snap = snaps.register(
                            wantedName, home.store(), home.publisher(), "yes".equals(hidden), caller.actor());
                    return Pages.redirect(ViewedSnaps.path(snap.name().value())).build();
                },
                error -> page(caller.person(), error, typed));
    }

    private SnapPages.Snaps page(Person viewer, String error, String typed) {
        return new SnapPages.Snaps(
                frames.of("/console/snaps", "snaps", "Snaps"), lists.of(viewer), lists.form(viewer, typed), error);
    }
}
