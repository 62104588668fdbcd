package org.brandstore.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.site.PublicUrls;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what another site's page makes a browser send. Browsers say themselves where a request comes from: in
 * {@code Sec-Fetch-Site}, or at least in {@code Origin}; pages can forge neither. One that says nothing is no browser of
 * these days, and still has to show the token of a form.
 */
@Provider
@BrowserFace
@Priority(Priorities.AUTHENTICATION - 100)
public class SameOriginFilter implements ContainerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    /** {@code none}: the person did it, with a bookmark or by sending the same again. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final PublicUrls urls;

    SameOriginFilter(PublicUrls urls) {
        this.urls = urls;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!READING.contains(request.getMethod()) && !isOurs(request)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot accept the form: it was sent from a page of another site; open " + urls.of("/console"));
        }
    }

    private boolean isOurs(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return OURS.contains(site);
        }
        String origin = request.getHeaderString("Origin");
        return origin == null
                || urls.isOrigin(origin)
                || origin.equals(originOf(request.getUriInfo().getRequestUri()));
    }

    /** Where the browser thinks it is, when it came past the public address, as on the server itself. */
    private static @Nullable String originOf(URI asked) {
        return asked.getHost() == null ? null : asked.getScheme() + "://" + asked.getAuthority();
    }
}
