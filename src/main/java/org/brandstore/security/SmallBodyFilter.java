package org.brandstore.security;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Refuses large bodies by their announced length, before anything of them is kept; devices always announce it. */
@Provider
@SmallBody
@Priority(Priorities.HEADER_DECORATOR)
public class SmallBodyFilter implements ContainerRequestFilter {
    private final ResourceInfo resource;
    /** Asked for single headers, it does not make a map of all of them. */
    private final HttpServerRequest received;

    SmallBodyFilter(ResourceInfo resource, HttpServerRequest received) {
        this.resource = resource;
        this.received = received;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        int most = resource.getResourceMethod().getAnnotation(SmallBody.class).value();
        String length = received.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = received.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (chunked || (length != null && (length.length() > 9 || Integer.parseInt(length) > most))) {
            throw new StoreException(
                    ErrorCode.TOO_LARGE,
                    "cannot read the request: its body must announce its length and have at most " + most + " bytes");
        }
    }
}
