package org.brandstore.console.review;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
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
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.security.Rights;
import org.brandstore.snap.ReviewQueue;
import org.jspecify.annotations.Nullable;

/** The uploads that wait for a reviewer, and the decision. */
@Path("/console/reviews")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class ReviewsResource {
    private static final String PATH = "/console/reviews";

    private final ConsoleSession session;
    private final Frames frames;
    private final ReviewCards cards;
    private final ReviewQueue queue;
    private final Rights rights;

    ReviewsResource(ConsoleSession session, Frames frames, ReviewCards cards, ReviewQueue queue, Rights rights) {
        this.rights = rights;
        this.session = session;
        this.frames = frames;
        this.cards = cards;
        this.queue = queue;
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public Response list(Request request) {
        return Pages.live(page(session.caller().person(), "", Map.of()), request);
    }

    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_REVIEW)
    @InStore({Role.ADMIN, Role.REVIEWER})
    @Effect(Effect.Reach.DECIDES)
    public Response approve(
            @PathParam("id") String id,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("reason") @Nullable String reason) {
        String why = Texts.of(reason);
        return decide(id, csrf, why, by -> queue.approve(Texts.uuid(id), by.person(), why, by.actor()));
    }

    @POST
    @Path("/{id}/reject")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_REVIEW)
    @InStore({Role.ADMIN, Role.REVIEWER})
    @Effect(Effect.Reach.DECIDES)
    public Response reject(
            @PathParam("id") String id,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("reason") @Nullable String reason) {
        String why = Texts.of(reason);
        return decide(id, csrf, why, by -> queue.reject(Texts.uuid(id), by.person(), why, by.actor()));
    }

    /** Has the automatic review look once more. */
    @POST
    @Path("/{id}/again")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_REVIEW)
    @InStore
    @Effect(Effect.Reach.RECORD)
    public Response again(@PathParam("id") String id, @FormParam("csrf") @Nullable String csrf) {
        return decide(id, csrf, "", by -> queue.lookAgain(Texts.uuid(id), by.person(), by.actor()));
    }

    private Response decide(String id, @Nullable String csrf, String reason, Consumer<Caller> decision) {
        Caller caller = session.requireForm(csrf);
        UUID upload = Texts.uuid(id);
        return Pages.attempt(
                PATH,
                () -> {
                    rights.inStore(store(upload), ReviewsResource::notFound);
                    decision.accept(caller);
                },
                error -> page(caller.person(), error, Map.of(upload.toString(), reason)));
    }

    private StoreId store(UUID upload) {
        return queue.of(upload).orElseThrow(ReviewsResource::notFound).snap().store();
    }

    private static StoreException notFound() {
        return new StoreException(ErrorCode.NOT_FOUND, "cannot find the upload: there is none that waits");
    }

    private ReviewPages.Reviews page(Person viewer, String error, Map<String, String> typed) {
        return new ReviewPages.Reviews(frames.of(PATH, "reviews", "Reviews"), cards.of(viewer, typed), error);
    }
}
