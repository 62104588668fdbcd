package org.brandstore.api.publisher.upload;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.AttributeKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leads the bodies of uploads past Vert.x, which would copy every piece of them to the heap. Only HTTP/1.1 has such
 * bodies; the tools speak no other version (publisher-api.md 2), and with one the way of Vert.x does.
 */
@ApplicationScoped
class DirectBodies {
    static final String PATH = "/unscanned-upload";

    private static final Set<String> PATHS = Set.of(PATH, PATH + "/");

    /** Before every other filter: the tap must have seen all heads of its connection. */
    private static final int FIRST = 2_000;

    private static final AttributeKey<BodyTap> TAP = AttributeKey.valueOf(BodyTap.class, "tap");
    private static final String KEY = DirectBody.class.getName();

    void register(@Observes Filters filters) {
        filters.register(this::meet, FIRST);
    }

    /** The body of the request, if it is such a one; whoever reads it closes it. */
    static Optional<DirectBody> find(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    private void meet(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() != HttpVersion.HTTP_2
                && request.connection() instanceof HttpServerConnection connection) {
            BodyTap tap = tap(connection);
            if (HttpMethod.POST.equals(request.method()) && PATHS.contains(context.normalizedPath())) {
                tap.open(() -> askFor(request)).ifPresent(body -> {
                    context.addEndHandler(ended -> body.abandon());
                    context.put(KEY, body);
                });
            }
        }
        context.next();
    }

    private static BodyTap tap(HttpServerConnection connection) {
        ChannelHandlerContext frame = connection.channelHandlerContext();
        @Nullable BodyTap known = frame.channel().attr(TAP).get();
        if (known != null) {
            return known;
        }
        BodyTap tap = new BodyTap(frame.channel());
        frame.pipeline().addBefore(frame.name(), null, tap);
        frame.channel().attr(TAP).set(tap);
        return tap;
    }

    private static void askFor(HttpServerRequest request) {
        if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
            request.response().writeContinue();
        }
    }
}
