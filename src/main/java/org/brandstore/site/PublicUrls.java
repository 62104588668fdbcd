package org.brandstore.site;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Builds absolute URLs of this store. */
@ApplicationScoped
public class PublicUrls {
    private final String base;
    private final URI publicUrl;

    PublicUrls(SiteConfig config) {
        this.publicUrl = config.publicUrl();
        String text = publicUrl.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** @param path begins with a slash */
    public String of(String path) {
        return base + path;
    }

    public boolean isHttps() {
        return "https".equals(publicUrl.getScheme());
    }

    /** {@code host} or {@code host:port}, as clients compare it with a caveat's location (publisher-api.md 3.2). */
    public String authority() {
        return publicUrl.getAuthority();
    }
}
