package org.brandstore.console;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import org.brandstore.security.AccessFilter;
import org.brandstore.site.PublicUrls;

/** Cookies that scripts cannot read, that no other site's page makes the browser send, and that only the console gets. */
@Singleton
class ConsoleCookies {
    private static final String PATH = "/console";

    private final PublicUrls urls;

    ConsoleCookies(PublicUrls urls) {
        this.urls = urls;
    }

    NewCookie session(String secret) {
        return of(AccessFilter.SESSION_COOKIE, secret, PATH);
    }

    NewCookie expiredSession() {
        return expired(AccessFilter.SESSION_COOKIE, PATH);
    }

    /** Until the browser is closed. */
    NewCookie of(String name, String value, String path) {
        return builder(name, value, path).build();
    }

    NewCookie expired(String name, String path) {
        return builder(name, "", path).maxAge(0).build();
    }

    private NewCookie.Builder builder(String name, String value, String path) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure(urls.isHttps());
    }
}
