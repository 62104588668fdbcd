package org.brandstore.security;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.brandstore.site.PublicUrls;
import org.brandstore.site.SiteConfig;

/** Tells browsers in every answer to ask over HTTPS only, if that is how the store is reached (RFC 6797). */
@ApplicationScoped
class HttpsOnly {
    /** Before all that may answer, after those that must see the head of a request first. */
    private static final int EARLY = 1_900;

    private final PublicUrls urls;
    private final long seconds;

    HttpsOnly(PublicUrls urls, SiteConfig config) {
        this.urls = urls;
        this.seconds = config.httpsOnlyFor().toSeconds();
    }

    void register(@Observes Filters filters) {
        if (!urls.isHttps() || seconds <= 0) {
            return;
        }
        String value = "max-age=" + seconds;
        filters.register(
                context -> {
                    context.response().putHeader("Strict-Transport-Security", value);
                    context.next();
                },
                EARLY);
    }
}
