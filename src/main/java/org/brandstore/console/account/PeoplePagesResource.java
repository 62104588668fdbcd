package org.brandstore.console.account;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Pages;
import org.brandstore.console.Sentences;
import org.brandstore.console.Texts;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.store.BrandStore;
import org.brandstore.store.StorePeople;
import org.brandstore.store.invitation.Invitations;
import org.brandstore.store.invitation.IssuedInvitation;
import org.brandstore.store.invitation.NewInvitation;
import org.jspecify.annotations.Nullable;

/** The people of a store, for its administrators. To everybody else these pages do not exist. */
@Path(PeoplePagesResource.PATH)
@Dialect(ErrorDialect.HTML)
@BrowserFace
class PeoplePagesResource {
    static final String PATH = "/console/people";

    private static final String WAITS = "Roles in which people decide about what others do wait until somebody else has"
            + " agreed: another administrator of the brand, or whoever runs the server.";

    private final ConsoleSession session;
    private final PeopleViews views;
    private final StorePeople people;
    private final Invitations invitations;

    PeoplePagesResource(ConsoleSession session, PeopleViews views, StorePeople people, Invitations invitations) {
        this.session = session;
        this.views = views;
        this.people = people;
        this.invitations = invitations;
    }

    @GET
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.READS)
    public Response list(Request request) {
        return Pages.live(views.page(Note.NONE), request);
    }

    @POST
    @Path("/{store}/invite")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.ROLES)
    public Response invite(
            @PathParam("store") String id,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("email") @Nullable String email,
            @FormParam("name") @Nullable String name,
            @FormParam("role") List<String> roles) {
        Person by = session.requireForm(csrf).person();
        BrandStore store = views.administered(id);
        return Pages.attempt(
                () -> {
                    IssuedInvitation issued = invitations.invite(
                            new NewInvitation(store.id(), Texts.of(email), Texts.of(name), roles(roles)), by);
                    return Pages.page(200, views.page(sent(issued)));
                },
                error -> views.page(Note.error(error)));
    }

    private static Note sent(IssuedInvitation issued) {
        String to = issued.invitation().email();
        String trouble = issued.trouble().map(Sentences::of).orElse("");
        return issued.link()
                .map(link -> Note.done(
                                "Give this link to " + to
                                        + " yourself. It works once, for a week, and is not shown again.",
                                new Note.Secret("Link for " + to, link))
                        .withError(trouble))
                .orElseGet(() -> Note.done("The invitation is on its way to " + to + "."));
    }

    @POST
    @Path("/{store}/invitations/{id}/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.STOP)
    public Response withdraw(
            @PathParam("store") String id,
            @PathParam("id") String invitation,
            @FormParam("csrf") @Nullable String csrf) {
        return change(csrf, id, (store, caller) -> invitations.withdraw(store, Texts.uuid(invitation), caller.actor()));
    }

    @POST
    @Path("/{store}/{person}/roles")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.ROLES)
    public Response setRoles(
            @PathParam("store") String id,
            @PathParam("person") String person,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("role") List<String> roles) {
        Caller caller = session.requireForm(csrf);
        StoreId store = views.administered(id).id();
        return Pages.attempt(
                () -> people.setRoles(store, person(person), roles(roles), "set on the page of people", caller.actor())
                        .map(waiting -> Pages.page(200, views.page(Note.done(WAITS))))
                        .orElseGet(() -> Pages.redirect(PATH).build()),
                error -> views.page(Note.error(error)));
    }

    @POST
    @Path("/{store}/{person}/disable")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.STOP)
    public Response disable(
            @PathParam("store") String id,
            @PathParam("person") String person,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("reason") @Nullable String reason) {
        String why = Texts.of(reason).strip();
        Caller caller = session.requireForm(csrf);
        StoreId store = views.administered(id).id();
        return Pages.attempt(
                () -> {
                    people.disable(store, person(person), why, caller.actor());
                    String signing = views.stillSigning(person(person));
                    return signing.isEmpty()
                            ? Pages.redirect(PATH).build()
                            : Pages.page(200, views.page(Note.done(signing)));
                },
                error -> views.page(Note.error(error)));
    }

    @POST
    @Path("/{store}/{person}/remove-second-factor")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.RECORD)
    public Response removeSecondFactor(
            @PathParam("store") String id,
            @PathParam("person") String person,
            @FormParam("csrf") @Nullable String csrf) {
        return change(csrf, id, (store, caller) -> {
            if (person(person).equals(caller.person().id())) {
                throw new StoreException(
                        ErrorCode.RESOURCE_FORBIDDEN,
                        "cannot remove your own second factor here: do it on the page of your account, with a code");
            }
            people.removeSecondFactor(store, person(person), caller.actor());
        });
    }

    @POST
    @Path("/{store}/{person}/unbind")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.STOP)
    public Response unbind(
            @PathParam("store") String id,
            @PathParam("person") String person,
            @FormParam("csrf") @Nullable String csrf) {
        return change(csrf, id, (store, caller) -> people.forgetIdentities(store, person(person), caller.actor()));
    }

    /** Changes something in one of the caller's own stores, then shows who is there. */
    private Response change(@Nullable String csrf, String store, BiConsumer<StoreId, Caller> deed) {
        Caller caller = session.requireForm(csrf);
        StoreId known = views.administered(store).id();
        return Pages.attempt(PATH, () -> deed.accept(known, caller), error -> views.page(Note.error(error)));
    }

    private static PersonId person(String id) {
        return new PersonId(Texts.uuid(id));
    }

    private static Set<Role> roles(List<String> names) {
        return names.stream()
                .map(name -> Role.find(name)
                        .orElseThrow(() -> new StoreException(
                                ErrorCode.INVALID_FIELD, "cannot give the role \"" + name + "\": there is none")))
                .collect(Collectors.toSet());
    }
}
