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

    /** The path below which browsers find what is at {@code /} here: empty, or a slash and more without one at the end. */
    public String path() {
        String path = publicUrl.getRawPath() == null ? "" : publicUrl.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    public boolean isHttps() {
        return "https".equals(publicUrl.getScheme());
    }

    /** Whether a browser that is on the public address calls its origin so. */
    public boolean isOrigin(String origin) {
        int usual = isHttps() ? 443 : 80;
        String port = publicUrl.getPort() < 0 || publicUrl.getPort() == usual ? "" : ":" + publicUrl.getPort();
        return origin.equalsIgnoreCase(publicUrl.getScheme() + "://" + publicUrl.getHost() + port);
    }

    /** {@code host} or {@code host:port}, as clients compare it with a caveat's location (publisher-api.md 3.2). */
    public String authority() {
        return publicUrl.getAuthority();
    }
}
