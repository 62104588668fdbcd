package org.brandstore.console;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Base64;
import org.brandstore.account.Credentials;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.Open;
import org.brandstore.security.SignedIn;
import org.brandstore.security.TokenLogins;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
@Path("/console")
@Dialect(ErrorDialect.HTML)
class SignInResource {
    /** Stands in for the session until there is one, so that the form of signing in has a token too. */
    static final String FORM_COOKIE = "brandstore-sign-in";

    private final TokenLogins logins;
    private final Credentials credentials;
    private final ConsoleSession session;
    private final ConsoleCookies cookies;
    private final Frames frames;
    private final SecureRandom random;

    SignInResource(
            TokenLogins logins,
            Credentials credentials,
            ConsoleSession session,
            ConsoleCookies cookies,
            Frames frames,
            SecureRandom random) {
        this.logins = logins;
        this.credentials = credentials;
        this.session = session;
        this.cookies = cookies;
        this.frames = frames;
        this.random = random;
    }

    @GET
    @Path("/sign-in")
    @Open
    public Response form(@QueryParam("next") @Nullable String next) {
        String cookie = newFormCookie();
        return withFormCookie(Pages.page(200, page(cookie, safe(next), "", "")), cookie);
    }

    @POST
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    public Response signIn(
            @CookieParam(FORM_COOKIE) @Nullable String cookie,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("email") @Nullable String email,
            @FormParam("password") @Nullable String password,
            @FormParam("next") @Nullable String next) {
        if (cookie == null || csrf == null || !CsrfTokens.matches(cookie, csrf)) {
            return again(403, safe(next), text(email), "The form was too old. Please try again.");
        }
        try {
            String secret = logins.openSession(text(email), text(password).toCharArray())
                    .secret();
            return Pages.redirect(safe(next))
                    .cookie(cookies.session(secret), cookies.expired(FORM_COOKIE, "/console/sign-in"))
                    .build();
        } catch (StoreException e) {
            String message = e.code() == ErrorCode.INVALID_CREDENTIALS
                    ? "This e-mail address and password do not fit together."
                    : "Too many attempts failed. Please try again in a quarter of an hour.";
            return again(e.code().category().status(), safe(next), text(email), message);
        }
    }

    @POST
    @Path("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @SignedIn
    public Response signOut(@FormParam("csrf") @Nullable String csrf) {
        Caller caller = session.requireForm(csrf);
        credentials.revoke(caller.credential().id(), caller.actor());
        return Pages.redirect("/console/sign-in")
                .cookie(cookies.expiredSession())
                .build();
    }

    private Response again(int status, String next, String email, String error) {
        String cookie = newFormCookie();
        return withFormCookie(Pages.page(status, page(cookie, next, email, error)), cookie);
    }

    private Templates.SignIn page(String cookie, String next, String email, String error) {
        return new Templates.SignIn(frames.links(), CsrfTokens.of(cookie), next, email, error);
    }

    private Response withFormCookie(Response page, String cookie) {
        NewCookie set = cookies.of(FORM_COOKIE, cookie, "/console/sign-in");
        return Response.fromResponse(page).cookie(set).build();
    }

    private String newFormCookie() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Only pages of the console itself, so that nobody is sent elsewhere. */
    private static String safe(@Nullable String next) {
        boolean ours = next != null && next.matches("/console(/[A-Za-z0-9-]{1,64}){0,4}");
        return ours ? text(next) : "/console";
    }

    private static String text(@Nullable String field) {
        return field == null ? "" : field;
    }
}
