package org.brandstore.console;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import org.brandstore.security.AccessFilter;
import org.brandstore.site.PublicUrls;

/** Cookies that scripts cannot read, that no other site's page makes the browser send, and that only the console gets. */
@Singleton
public class ConsoleCookies {
    private static final String PATH = "/console";

    private final PublicUrls urls;

    ConsoleCookies(PublicUrls urls) {
        this.urls = urls;
    }

    public NewCookie session(String secret) {
        return of(AccessFilter.SESSION_COOKIE, secret, PATH);
    }

    public NewCookie expiredSession() {
        return expired(AccessFilter.SESSION_COOKIE, PATH);
    }

    /** Until the browser is closed. */
    public NewCookie of(String name, String value, String path) {
        return builder(name, value, path).build();
    }

    public NewCookie expired(String name, String path) {
        return builder(name, "", path).maxAge(0).build();
    }

    /** As {@link #of}, but also sent when another site's page leads back here, as an identity provider's does. */
    public NewCookie backFromElsewhere(String name, String value, String path) {
        return builder(name, value, path).sameSite(NewCookie.SameSite.LAX).build();
    }

    private NewCookie.Builder builder(String name, String value, String path) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(urls.path() + path)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure(urls.isHttps());
    }
}
