package org.brandstore.api.error;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Takes a coding that is none from answers without a body. The server marks with {@code identity} what it does not compress,
 * and takes the mark away again where there is a body to look at; on other answers it stayed, and caches keep it.
 */
@ApplicationScoped
class EmptyBodies {
    /** Before all that may answer, after those that must see the head of a request first. */
    private static final int EARLY = 1_890;

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addHeadersEndHandler(begun -> clean(context));
                    context.next();
                },
                EARLY);
    }

    private static void clean(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.headers().contains(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY, true) && isEmpty(context)) {
            response.headers().remove(HttpHeaders.CONTENT_ENCODING);
        }
    }

    private static boolean isEmpty(RoutingContext context) {
        HttpServerResponse response = context.response();
        return context.request().method().equals(HttpMethod.HEAD)
                || response.getStatusCode() == NO_CONTENT
                || response.getStatusCode() == NOT_MODIFIED
                || "0".equals(response.headers().get(HttpHeaders.CONTENT_LENGTH));
    }
}
