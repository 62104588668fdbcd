package org.brandstore.console.release;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.console.Texts;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.RequestState;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.security.Rights;
import org.brandstore.update.Approvals;
import org.brandstore.update.ReleaseReview;
import org.brandstore.update.ReleaseReviews;
import org.jspecify.annotations.Nullable;

/** The releases that wait for a decision, and the decision. */
@Path(ReleasesResource.PATH)
@Dialect(ErrorDialect.HTML)
@BrowserFace
class ReleasesResource {
    static final String PATH = "/console/releases";

    private static final int DECIDED_SHOWN = 20;

    private final ConsoleSession session;
    private final Frames frames;
    private final ReleaseReviews reviews;
    private final Approvals approvals;
    private final Rights rights;

    ReleasesResource(
            ConsoleSession session, Frames frames, ReleaseReviews reviews, Approvals approvals, Rights rights) {
        this.rights = rights;
        this.session = session;
        this.frames = frames;
        this.reviews = reviews;
        this.approvals = approvals;
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public Response list(Request request) {
        Person viewer = session.caller().person();
        List<ReleaseReview> open = reviews.open(viewer);
        return Pages.live(
                new ReleasePages.Releases(
                        frames.of(PATH, "releases", "Releases"),
                        cards(open.stream()
                                .filter(review -> review.request().state() instanceof RequestState.Waiting)
                                .toList()),
                        cards(open.stream()
                                .filter(review -> review.request().state() instanceof RequestState.Scheduled)
                                .toList()),
                        cards(reviews.decided(viewer, DECIDED_SHOWN))),
                request);
    }

    @GET
    @Path("/{id}")
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public Response detail(@PathParam("id") String id, Request request) {
        Person viewer = session.caller().person();
        return Pages.live(page(cleared(uuid(id), viewer), "", ""), request);
    }

    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.PACKAGE_RELEASE)
    @InStore({Role.ADMIN, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.DECIDES)
    public Response approve(
            @PathParam("id") String id,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("reason") @Nullable String reason,
            @FormParam("when") @Nullable String when,
            @FormParam("at") @Nullable String at,
            @FormParam("zone") @Nullable String zone) {
        return decide(
                id,
                csrf,
                Texts.of(reason),
                caller -> approvals.approve(
                        uuid(id),
                        caller.person(),
                        Texts.of(reason),
                        "later".equals(when) ? time(Texts.of(at), Texts.of(zone)) : null,
                        caller.actor()));
    }

    @POST
    @Path("/{id}/reject")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.PACKAGE_RELEASE)
    @InStore({Role.ADMIN, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.DECIDES)
    public Response reject(
            @PathParam("id") String id,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("reason") @Nullable String reason) {
        return decide(
                id,
                csrf,
                Texts.of(reason),
                caller -> approvals.reject(uuid(id), caller.person(), Texts.of(reason), caller.actor()));
    }

    private Response decide(String id, @Nullable String csrf, String reason, Consumer<Caller> decision) {
        Caller caller = session.requireForm(csrf);
        UUID request = uuid(id);
        return Pages.attempt(
                PATH + "/" + request,
                () -> {
                    cleared(request, caller.person());
                    decision.accept(caller);
                },
                error -> page(require(request, caller.person()), error, reason));
    }

    private ReleasePages.Release page(ReleaseReview review, String error, String reason) {
        String title = review.snap().name() + " " + review.revision().version();
        String path = PATH + "/" + review.request().id();
        return new ReleasePages.Release(frames.of(path, "releases", title), ReleaseViews.view(review), error, reason);
    }

    private ReleaseReview require(UUID id, Person viewer) {
        return reviews.find(id, viewer).orElseThrow(() -> ReleaseRequests.notFound(id));
    }

    private ReleaseReview cleared(UUID id, Person viewer) {
        ReleaseReview review = require(id, viewer);
        rights.inStore(review.store().id(), () -> ReleaseRequests.notFound(id));
        return review;
    }

    private List<ReleaseCard> cards(List<ReleaseReview> some) {
        return some.stream().map(ReleaseViews::card).toList();
    }

    private static Instant time(String at, String zone) {
        try {
            return LocalDateTime.parse(at)
                    .atZone(ZoneId.of(zone.isEmpty() ? "UTC" : zone))
                    .toInstant();
        } catch (DateTimeException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot schedule the release: choose a date and a time", e);
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new StoreException(ErrorCode.RESOURCE_NOT_FOUND, "cannot find this release request", e);
        }
    }
}
