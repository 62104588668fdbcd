package org.brandstore.console;

import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Function;
import org.brandstore.security.oidc.OidcLogins;
import org.jspecify.annotations.Nullable;

/** The pages with which somebody signs in. Each comes with a cookie of its own, from which its form's token follows. */
@Singleton
public class SignInForms {
    /** Stands in for the session until there is one, so that the forms of signing in have a token too. */
    public static final String COOKIE = "brandstore-sign-in";

    private static final String PATH = "/console/sign-in";
    private static final int COOKIE_BYTES = 24;

    private final ConsoleCookies cookies;
    private final Frames frames;
    private final OidcLogins identityProvider;
    private final SecureRandom random;

    SignInForms(ConsoleCookies cookies, Frames frames, OidcLogins identityProvider, SecureRandom random) {
        this.identityProvider = identityProvider;
        this.cookies = cookies;
        this.frames = frames;
        this.random = random;
    }

    /** @param error what went wrong, or an empty text */
    public Response password(int status, String next, String email, String error) {
        return form(
                        status,
                        PATH,
                        token -> new Templates.SignIn(
                                frames.links(),
                                token,
                                next,
                                email,
                                error,
                                identityProvider.offered().orElse("")))
                .build();
    }

    /** Asks for the one-time password. */
    Response.ResponseBuilder code(int status, String next, String error) {
        return form(status, PATH, token -> new Templates.SignInCode(frames.links(), token, next, error));
    }

    /** Whether the token of a form belongs to the cookie that came with it. */
    public boolean isOurs(@Nullable String cookie, @Nullable String token) {
        return cookie != null && token != null && CsrfTokens.matches(cookie, token);
    }

    /**
     * Any page for strangers with a form.
     *
     * @param path below which the form is sent
     * @param page given the token for the form
     */
    public Response.ResponseBuilder form(int status, String path, Function<String, TemplateInstance> page) {
        byte[] bytes = new byte[COOKIE_BYTES];
        random.nextBytes(bytes);
        String cookie = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return Response.fromResponse(Pages.page(status, page.apply(CsrfTokens.of(cookie))))
                .cookie(cookies.of(COOKIE, cookie, path));
    }
}
