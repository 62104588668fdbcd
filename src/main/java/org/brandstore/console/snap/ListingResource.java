package org.brandstore.console.snap;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.UnaryOperator;
import org.brandstore.account.Person;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.console.Texts;
import org.brandstore.console.snap.ListingView.Fields;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.listing.ChangeMode;
import org.brandstore.snap.listing.Listings;
import org.jspecify.annotations.Nullable;

/** What people read of a snap, and whether it follows what is released. */
@Path("/console/snaps/{name}/listing")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class ListingResource {
    private final ConsoleSession session;
    private final Frames frames;
    private final ViewedSnaps snaps;
    private final Listings listings;

    ListingResource(ConsoleSession session, Frames frames, ViewedSnaps snaps, Listings listings) {
        this.session = session;
        this.frames = frames;
        this.snaps = snaps;
        this.listings = listings;
    }

    /** What the form sends: each text, and as it was when the page was made. */
    static class Form {
        @FormParam("csrf")
        @Nullable String csrf;

        @FormParam("title")
        @Nullable String title;

        @FormParam("summary")
        @Nullable String summary;

        @FormParam("description")
        @Nullable String description;

        @FormParam("license")
        @Nullable String license;

        @FormParam("was-title")
        @Nullable String wasTitle;

        @FormParam("was-summary")
        @Nullable String wasSummary;

        @FormParam("was-description")
        @Nullable String wasDescription;

        @FormParam("was-license")
        @Nullable String wasLicense;

        /** {@code yes} if the texts are to follow what is released. */
        @FormParam("follows")
        @Nullable String follows;

        Fields typed() {
            return new Fields(Texts.of(title), Texts.of(summary), Texts.of(description), Texts.of(license));
        }

        Fields shown() {
            return new Fields(Texts.of(wasTitle), Texts.of(wasSummary), Texts.of(wasDescription), Texts.of(wasLicense));
        }
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public Response get(@PathParam("name") String name, Request request) {
        Person viewer = session.caller().person();
        return Pages.live(page(view(snaps.require(name), name, viewer), ""), request);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.PACKAGE_UPDATE)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.RECORD)
    public Response set(@PathParam("name") String name, @BeanParam Form form) {
        Caller caller = session.requireForm(form.csrf);
        Snap snap = snaps.require(name);
        boolean follows = "yes".equals(form.follows);
        return Pages.attempt(
                ViewedSnaps.path(name),
                () -> listings.change(
                        snap.id(),
                        form.typed().since(form.shown(), follows),
                        UnaryOperator.identity(),
                        ChangeMode.BY_HAND,
                        caller.actor()),
                error -> page(view(snap, name, caller.person()).with(form.shown(), form.typed(), follows), error));
    }

    private ListingView view(Snap snap, String name, Person viewer) {
        return ListingView.of(
                snap, listings.of(snap.id()), ViewedSnaps.path(name), snaps.may(viewer, snap, SnapOperation.PUBLISH));
    }

    private SnapPages.Listing page(ListingView view, String error) {
        return new SnapPages.Listing(
                frames.of(view.path(), "snaps", "What people read of " + view.name()), view, error);
    }
}
