package org.brandstore.console.account;

import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.console.ConsoleCookies;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.console.SafePath;
import org.brandstore.console.Sentences;
import org.brandstore.console.SignInForms;
import org.brandstore.console.Texts;
import org.brandstore.problem.ErrorCategory;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;
import org.brandstore.security.login.TokenLogins;
import org.brandstore.security.oidc.OidcLogins;
import org.jspecify.annotations.Nullable;

/** Signing in through an identity provider. */
@Path("/console/oidc")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class OidcResource {
    static final String COOKIE = "brandstore-oidc";

    private static final String PATH = "/console/oidc";

    private final OidcLogins logins;
    private final TokenLogins sessions;
    private final ConsoleCookies cookies;
    private final SignInForms forms;
    private final Frames frames;

    OidcResource(OidcLogins logins, TokenLogins sessions, ConsoleCookies cookies, SignInForms forms, Frames frames) {
        this.logins = logins;
        this.sessions = sessions;
        this.cookies = cookies;
        this.forms = forms;
        this.frames = frames;
    }

    /** Sends the browser to the provider. */
    @GET
    @Path("/start")
    @Open
    @Effect(Effect.Reach.READS)
    public Response start(@QueryParam("next") @Nullable String next) {
        try {
            OidcLogins.Start start = logins.begin(SafePath.of(next));
            return Pages.redirect(start.redirect().toString())
                    .cookie(cookies.backFromElsewhere(COOKIE, start.state(), PATH))
                    .build();
        } catch (StoreException e) {
            if (e.code() == ErrorCode.FEATURE_DISABLED) {
                throw e;
            }
            return forms.password(e.code().category().status(), SafePath.of(next), "", Sentences.of(e));
        }
    }

    /**
     * Where the provider sends the browser back. The answer is a page that goes on by itself, since a browser does not send
     * a strict cookie along a redirect that began elsewhere.
     */
    @GET
    @Path("/callback")
    @Open
    @Effect(Effect.Reach.SIGNS_IN)
    public Response callback(
            @CookieParam(COOKIE) @Nullable String kept,
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code) {
        try {
            OidcLogins.End end = logins.end(Texts.of(kept), Texts.of(state), Texts.of(code));
            String secret = sessions.openSession(end.person()).secret();
            return Response.fromResponse(Pages.page(200, new AccountPages.SignedIn(frames.links(), end.next())))
                    .cookie(cookies.session(secret), cookies.expired(COOKIE, PATH))
                    .build();
        } catch (StoreException e) {
            if (e.code() == ErrorCode.FEATURE_DISABLED) {
                throw e;
            }
            ErrorCategory category = e.code().category();
            int status = category == ErrorCategory.UNAUTHENTICATED ? 403 : category.status();
            return Response.fromResponse(forms.password(status, "/console", "", Sentences.of(e)))
                    .cookie(cookies.expired(COOKIE, PATH))
                    .build();
        }
    }
}
