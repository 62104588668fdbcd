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
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.credential.CredentialId;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.person.People;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Pages;
import org.brandstore.console.Texts;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.security.login.PersonLogins;
import org.jspecify.annotations.Nullable;

/** One's own account: the password, and what one is signed in with. */
@Path("/console/account")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class OwnAccountResource {
    private final ConsoleSession session;
    private final AccountViews views;
    private final People people;
    private final PersonLogins logins;
    private final Credentials credentials;

    OwnAccountResource(
            ConsoleSession session, AccountViews views, People people, PersonLogins logins, Credentials credentials) {
        this.session = session;
        this.views = views;
        this.people = people;
        this.logins = logins;
        this.credentials = credentials;
    }

    @GET
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.READS)
    public Response get(Request request) {
        return Pages.live(views.page(Note.NONE), request);
    }

    /** Whoever changes the password shows that they know the present one. All other browsers are signed out. */
    @POST
    @Path("/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Response password(
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("current") @Nullable String current,
            @FormParam("password") @Nullable String password,
            @FormParam("again") @Nullable String again) {
        Caller caller = session.requireForm(csrf);
        return views.attempt(() -> {
            if (!Texts.of(password).equals(Texts.of(again))) {
                throw new StoreException(ErrorCode.INVALID_FIELD, "The two new passwords differ.");
            }
            if (people.hasPassword(caller.person().id())) {
                logins.checkPassword(caller.person().email(), Texts.of(current).toCharArray());
            }
            people.setPassword(caller.person().id(), Texts.of(password).toCharArray(), caller.actor());
            credentials.revokeAll(
                    caller.person().id(),
                    Set.of(CredentialKind.CONSOLE),
                    caller.credential().id(),
                    caller.actor());
            return Note.done("The password is changed, and all other browsers are signed out.");
        });
    }

    @POST
    @Path("/credentials/{id}/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Response revoke(@PathParam("id") String id, @FormParam("csrf") @Nullable String csrf) {
        Caller caller = session.requireForm(csrf);
        UUID credential = Texts.uuid(id);
        credentials.revokeOwn(caller.person().id(), new CredentialId(credential), caller.actor());
        return Pages.redirect("/console/account").build();
    }
}
