package org.brandstore.console;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.site.PublicUrls;

/**
 * Puts the path of the public address before every address that an answer of the console names. Pages, and what leads from
 * one to the next, say {@code /console}, as it is here; behind a proxy that serves the store below a path of its own, a
 * browser must ask for that path too. Cookies get it from {@link ConsoleCookies}.
 */
@Provider
@Priority(PublicPaths.LAST)
class PublicPaths implements ContainerResponseFilter {
    /** Filters of answers run from high to low: after what sets addresses. */
    static final int LAST = 1;

    /**
     * An attribute that holds an address of this store. Templates escape quotes in whatever they are given, so no text of
     * people's reads like one.
     */
    private static final Pattern ADDRESS = Pattern.compile("( (?:href|src|action|formaction|data-page)=\")/(?!/)");

    private final PublicUrls urls;

    PublicPaths(PublicUrls urls) {
        this.urls = urls;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String path = urls.path();
        if (path.isEmpty() || !ConsoleHeaders.isConsole(request)) {
            return;
        }
        Object location = response.getHeaders().getFirst("Location");
        if (location != null && isHere(location.toString())) {
            response.getHeaders().putSingle("Location", path + location);
        }
        MediaType type = response.getMediaType();
        if (type == null || !type.getSubtype().equals("html")) {
            return;
        }
        if (response.getEntity() instanceof String page) {
            response.setEntity(below(path, page));
        } else if (response.getEntity() instanceof byte[] page) {
            response.setEntity(
                    below(path, new String(page, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isHere(String address) {
        return address.startsWith("/") && !address.startsWith("//");
    }

    private static String below(String path, String page) {
        return ADDRESS.matcher(page).replaceAll("$1" + Matcher.quoteReplacement(path) + "/");
    }
}
