package org.brandstore.console.account;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;
import org.brandstore.account.Person;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.console.Sentences;
import org.brandstore.console.SignInForms;
import org.brandstore.console.Texts;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.AccessFilter;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.Open;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.security.login.SecretAttempts;
import org.brandstore.security.login.TokenLogins;
import org.brandstore.store.Stores;
import org.brandstore.store.invitation.Invitation;
import org.brandstore.store.invitation.Invitations;
import org.jspecify.annotations.Nullable;

/**
 * Where the link of an invitation leads. The secret stands behind the address's {@code #}, so that it reaches no log; a
 * script of ours puts it into the form.
 */
@Path("/console/invitation")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class InvitationResource {
    private static final String PATH = "/console/invitation";
    private static final int MAX_TOKEN = 100;

    private final Invitations invitations;
    private final Stores stores;
    private final SecretAttempts door;
    private final TokenLogins logins;
    private final SignInForms forms;
    private final Frames frames;
    private final ConsolePassage passage;

    InvitationResource(
            Invitations invitations,
            Stores stores,
            SecretAttempts door,
            TokenLogins logins,
            SignInForms forms,
            Frames frames,
            ConsolePassage passage) {
        this.invitations = invitations;
        this.stores = stores;
        this.door = door;
        this.logins = logins;
        this.forms = forms;
        this.frames = frames;
        this.passage = passage;
    }

    @GET
    @Open
    @Effect(Effect.Reach.READS)
    public Response get() {
        return page(200, "", InvitationView.NONE, "");
    }

    /** Shows what the invitation says. */
    @POST
    @Path("/open")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    @Effect(Effect.Reach.READS)
    public Response open(
            @CookieParam(SignInForms.COOKIE) @Nullable String cookie,
            @CookieParam(AccessFilter.SESSION_COOKIE) @Nullable String present,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("token") @Nullable String token) {
        if (!forms.isOurs(cookie, csrf)) {
            return tooOld();
        }
        return attempt(() -> {
            Invitation invitation = require(Texts.of(token));
            return page(200, Texts.of(token), view(invitation, Texts.of(present)), "");
        });
    }

    /** Makes somebody new a person, and signs them in. */
    @POST
    @Path("/accept")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    @Effect(Effect.Reach.OWN)
    public Response accept(
            @CookieParam(SignInForms.COOKIE) @Nullable String cookie,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("token") @Nullable String token,
            @FormParam("password") @Nullable String password,
            @FormParam("again") @Nullable String again) {
        if (!forms.isOurs(cookie, csrf)) {
            return tooOld();
        }
        return attempt(() -> {
            Invitation invitation = require(Texts.of(token));
            InvitationView view = view(invitation, "");
            if (!Texts.of(password).equals(Texts.of(again))) {
                return page(400, Texts.of(token), view, "The two passwords differ.");
            }
            try {
                Person person =
                        invitations.accept(Texts.of(token), Texts.of(password).toCharArray());
                return passage.enter(logins.openSession(person).secret(), "/console");
            } catch (StoreException e) {
                return page(e.code().category().status(), Texts.of(token), view, Sentences.of(e));
            }
        });
    }

    /** Lets somebody join who is signed in. */
    @POST
    @Path("/join")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Response join(@FormParam("csrf") @Nullable String csrf, @FormParam("token") @Nullable String token) {
        Caller caller = passage.session().requireForm(csrf);
        return attempt(() -> {
            invitations.join(Texts.of(token), caller.person());
            return Pages.redirect("/console").build();
        });
    }

    private Invitation require(String token) {
        return door.open(() -> token.length() > MAX_TOKEN ? Optional.empty() : invitations.find(token))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.NOT_FOUND,
                        "cannot find the invitation: it was used, withdrawn, or is too old; ask for a new one"));
    }

    private InvitationView view(Invitation invitation, String sessionSecret) {
        Optional<Person> present =
                passage.personOf(sessionSecret).filter(person -> invitations.isFor(invitation, person));
        return new InvitationView(
                stores.require(invitation.store()).name(),
                invitation.displayName(),
                invitation.email(),
                PeopleView.InvitationRow.of(invitation).roles(),
                passage.passwordMinLength(),
                present.map(Person::email).orElse(""),
                present.map(person -> passage.csrfOf(sessionSecret)).orElse(""));
    }

    private Response tooOld() {
        return page(403, "", InvitationView.NONE, "The form was too old. Please open the link again.");
    }

    private Response attempt(Supplier<Response> deed) {
        try {
            return deed.get();
        } catch (StoreException e) {
            return page(e.code().category().status(), "", InvitationView.NONE, Sentences.of(e));
        }
    }

    private Response page(int status, String token, InvitationView view, String error) {
        return forms.form(status, PATH, csrf -> new AccountPages.Invitation(frames.links(), csrf, token, view, error))
                .build();
    }
}
