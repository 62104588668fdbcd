package org.brandstore.console;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.brandstore.account.Person;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.Open;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.security.login.PendingSignIns;
import org.brandstore.security.login.PersonLogins;
import org.brandstore.security.login.TokenLogins;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
@Path("/console")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class SignInResource {
    /** Says that the password was right while the code is still to come. */
    static final String PENDING_COOKIE = "brandstore-second-factor";

    private static final String PATH = "/console/sign-in";

    private final PersonLogins people;
    private final TokenLogins logins;
    private final PendingSignIns pending;
    private final Credentials credentials;
    private final ConsoleSession session;
    private final ConsoleCookies cookies;
    private final SignInForms forms;

    SignInResource(
            PersonLogins people,
            TokenLogins logins,
            PendingSignIns pending,
            Credentials credentials,
            ConsoleSession session,
            ConsoleCookies cookies,
            SignInForms forms) {
        this.people = people;
        this.logins = logins;
        this.pending = pending;
        this.credentials = credentials;
        this.session = session;
        this.cookies = cookies;
        this.forms = forms;
    }

    @GET
    @Path("/sign-in")
    @Open
    @Effect(Effect.Reach.READS)
    public Response form(@QueryParam("next") @Nullable String next) {
        return forms.password(200, SafePath.of(next), "", "");
    }

    @POST
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    @Effect(Effect.Reach.OWN)
    public Response signIn(
            @CookieParam(SignInForms.COOKIE) @Nullable String cookie,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("email") @Nullable String email,
            @FormParam("password") @Nullable String password,
            @FormParam("next") @Nullable String next) {
        if (!forms.isOurs(cookie, csrf)) {
            return forms.password(403, SafePath.of(next), text(email), "The form was too old. Please try again.");
        }
        try {
            PersonLogins.Known known =
                    people.checkPassword(text(email), text(password).toCharArray());
            if (known.needsCode()) {
                return forms.code(200, SafePath.of(next), "")
                        .cookie(cookies.of(PENDING_COOKIE, pending.of(known.person()), PATH))
                        .build();
            }
            return signedIn(known.person(), next);
        } catch (StoreException e) {
            String message = e.code() == ErrorCode.INVALID_CREDENTIALS
                    ? "This e-mail address and password do not fit together."
                    : notNow(e);
            return forms.password(e.code().category().status(), SafePath.of(next), text(email), message);
        }
    }

    private static String notNow(StoreException e) {
        return e.code() == ErrorCode.TOO_MANY_REQUESTS
                ? "Too many attempts failed. Please try again in some minutes."
                : "Nobody can sign in right now. Please try again soon.";
    }

    @POST
    @Path("/sign-in/code")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    @Effect(Effect.Reach.OWN)
    public Response code(
            @CookieParam(SignInForms.COOKIE) @Nullable String cookie,
            @CookieParam(PENDING_COOKIE) @Nullable String ticket,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("code") @Nullable String code,
            @FormParam("next") @Nullable String next) {
        Optional<Person> person = pending.find(text(ticket));
        if (!forms.isOurs(cookie, csrf) || person.isEmpty()) {
            return forms.password(403, SafePath.of(next), "", "That took too long. Please begin again.");
        }
        try {
            return signedIn(people.checkCode(person.get(), text(code)), next);
        } catch (StoreException e) {
            String message = e.code() == ErrorCode.TWOFACTOR_FAILURE
                    ? "This code is wrong or was used already. Wait for the next one."
                    : notNow(e);
            return forms.code(e.code().category().status(), SafePath.of(next), message)
                    .build();
        }
    }

    @POST
    @Path("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Response signOut(@FormParam("csrf") @Nullable String csrf) {
        Caller caller = session.requireForm(csrf);
        credentials.revoke(caller.credential().id(), caller.actor());
        return Pages.redirect("/console/sign-in")
                .cookie(cookies.expiredSession())
                .build();
    }

    private Response signedIn(Person person, @Nullable String next) {
        String secret = logins.openSession(person).secret();
        return Pages.redirect(SafePath.of(next))
                .cookie(
                        cookies.session(secret),
                        cookies.expired(SignInForms.COOKIE, PATH),
                        cookies.expired(PENDING_COOKIE, PATH))
                .build();
    }

    private static String text(@Nullable String field) {
        return field == null ? "" : field;
    }
}
