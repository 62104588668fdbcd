package org.brandstore.console.proposal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.brandstore.account.Person;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ProposalReviews;
import org.brandstore.approval.Proposals;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.console.Texts;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.security.Rights;
import org.jspecify.annotations.Nullable;

/** The changes that wait for approval, and the decision. */
@Path(ProposalsResource.PATH)
@Dialect(ErrorDialect.HTML)
@BrowserFace
class ProposalsResource {
    static final String PATH = "/console/proposals";

    private static final int DECIDED_SHOWN = 30;

    /** One of the three things to do. */
    private interface Decision {
        void about(UUID proposal, Caller by);
    }

    private final ConsoleSession session;
    private final Frames frames;
    private final ProposalReviews reviews;
    private final Proposals proposals;
    private final Rights rights;

    ProposalsResource(
            ConsoleSession session, Frames frames, ProposalReviews reviews, Proposals proposals, Rights rights) {
        this.rights = rights;
        this.session = session;
        this.frames = frames;
        this.reviews = reviews;
        this.proposals = proposals;
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public Response list(Request request) {
        return Pages.live(page(session.caller().person(), "", "", ""), request);
    }

    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore
    @Effect(Effect.Reach.DECIDES)
    public Response approve(
            @PathParam("id") String id,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("reason") @Nullable String reason) {
        return decide(id, csrf, reason, (known, by) -> proposals.approve(known, Texts.of(reason), by.actor()));
    }

    @POST
    @Path("/{id}/reject")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore
    @Effect(Effect.Reach.DECIDES)
    public Response reject(
            @PathParam("id") String id,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("reason") @Nullable String reason) {
        return decide(id, csrf, reason, (known, by) -> proposals.reject(known, Texts.of(reason), by.actor()));
    }

    @POST
    @Path("/{id}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires({Permission.PACKAGE_RELEASE, Permission.STORE_ADMIN})
    @InStore
    @Effect(Effect.Reach.DECIDES)
    public Response cancel(
            @PathParam("id") String id,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("reason") @Nullable String reason) {
        return decide(id, csrf, reason, (known, by) -> proposals.cancel(known, Texts.of(reason), by.actor()));
    }

    private Response decide(String id, @Nullable String csrf, @Nullable String reason, Decision decision) {
        Caller caller = session.requireForm(csrf);
        UUID known = Texts.uuid(id);
        return Pages.attempt(
                PATH,
                () -> {
                    rights.somewhere();
                    decision.about(known, caller);
                },
                error -> page(caller.person(), error, known.toString(), Texts.of(reason)));
    }

    private ProposalPages.Proposals page(Person viewer, String error, String failed, String reason) {
        return new ProposalPages.Proposals(
                frames.of(PATH, "changes", "Changes"),
                reviews.waiting(viewer).stream().map(ProposalCard::of).toList(),
                reviews.decided(viewer, DECIDED_SHOWN).stream()
                        .map(ProposalCard::of)
                        .toList(),
                error,
                failed,
                reason);
    }
}
