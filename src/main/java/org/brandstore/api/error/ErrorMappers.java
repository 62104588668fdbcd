package org.brandstore.api.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.HttpClosedException;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.brandstore.database.DatabaseTrouble;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.problem.ErrorCategory;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/** Every failure of every face ends here and becomes an answer in the face's dialect. */
@Singleton
public class ErrorMappers {
    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    private static final String RETRY_AFTER_SECONDS = "60";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_CAUSES = 20;
    private static final String CLASHED =
            "cannot do it: somebody else changed the same at the same time; look, then try again";
    private static final String TOO_ODD =
            "cannot keep what was sent: a text is too long or has a zero character, or a time is too far away";

    private final ErrorBodies bodies;
    private final SecureRandom random;

    ErrorMappers(ErrorBodies bodies, SecureRandom random) {
        this.bodies = bodies;
        this.random = random;
    }

    @ServerExceptionMapper
    public Response domain(StoreException e, SimpleResourceInfo resource, UriInfo uri) {
        return answer(dialect(resource, uri), e.code().category().status(), e.details(), e);
    }

    @ServerExceptionMapper
    public Response name(InvalidNameException e, SimpleResourceInfo resource, UriInfo uri) {
        return answer(dialect(resource, uri), 400, one(ErrorCode.INVALID_FIELD, message(e)), e);
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException e, SimpleResourceInfo resource, UriInfo uri) {
        String message = "cannot read the request as JSON: " + firstLine(e.getOriginalMessage());
        return answer(dialect(resource, uri), 400, one(ErrorCode.INVALID_REQUEST, message), e);
    }

    /** What Quarkus itself refuses: no such path, wrong method, unreadable entity. */
    @ServerExceptionMapper
    public Response framework(WebApplicationException e, SimpleResourceInfo resource, UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException unreadable) {
            return json(unreadable, resource, uri);
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        ErrorCode code = switch (status) {
            case 401 -> ErrorCode.AUTHENTICATION_REQUIRED;
            case 403 -> ErrorCode.RESOURCE_FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 413 -> ErrorCode.TOO_LARGE;
            case 429 -> ErrorCode.TOO_MANY_REQUESTS;
            default -> status >= 500 ? ErrorCode.INTERNAL : ErrorCode.INVALID_REQUEST;
        };
        return answer(dialect(resource, uri), status, one(code, code.title()), e);
    }

    /**
     * The database is away or too slow: the client should come again, so this is 503 and never 500 (device-api.md trap 16).
     * With what the database cannot keep it would come again for ever, and with a clash it does not know what it did.
     */
    @ServerExceptionMapper
    public Response database(PersistenceException e, SimpleResourceInfo resource, UriInfo uri) {
        DatabaseTrouble trouble = DatabaseTrouble.of(e)
                .filter(known -> known != DatabaseTrouble.FAULT)
                .orElse(DatabaseTrouble.AWAY);
        return database(trouble, e, resource, uri);
    }

    /** Most of these are clients that went away in the middle of their request: they read no answer, and nobody has to. */
    @ServerExceptionMapper
    public Response reading(IOException e, SimpleResourceInfo resource, UriInfo uri) {
        return isCut(e)
                ? answer(
                        dialect(resource, uri),
                        400,
                        one(ErrorCode.INVALID_REQUEST, "cannot read the request: it was cut"),
                        e)
                : anything(e, resource, uri);
    }

    private static boolean isCut(IOException e) {
        // in these words Vert.x speaks of a client that has sent nothing for a minute
        return "Read timed out".equals(e.getMessage())
                || causes(e)
                        .anyMatch(cause -> cause instanceof HttpClosedException
                                || cause instanceof ClosedChannelException
                                || cause instanceof SocketException);
    }

    @ServerExceptionMapper
    public Response anything(Throwable e, SimpleResourceInfo resource, UriInfo uri) {
        return database(DatabaseTrouble.of(e).orElse(DatabaseTrouble.FAULT), e, resource, uri);
    }

    private Response database(DatabaseTrouble trouble, Throwable e, SimpleResourceInfo resource, UriInfo uri) {
        ErrorDialect dialect = dialect(resource, uri);
        return switch (trouble) {
            case AWAY -> answer(dialect, 503, one(ErrorCode.UNAVAILABLE, "cannot reach the database, try again"), e);
            case CLASH -> answer(dialect, 409, one(ErrorCode.CONFLICT, CLASHED), e);
            case UNKEEPABLE -> answer(dialect, 400, one(ErrorCode.INVALID_REQUEST, TOO_ODD), e);
            case FAULT -> answer(dialect, 500, one(ErrorCode.INTERNAL, ErrorCode.INTERNAL.title()), e);
        };
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES);
    }

    private Response answer(ErrorDialect dialect, int status, List<ErrorDetail> details, Throwable cause) {
        String traceId = newTraceId();
        if (status == UNAVAILABLE) { // a choice or an outage: a stack for each request would only fill the disk
            LOG.warnf("request put off: trace=%s reason=%s cause=%s", traceId, cause, cause.getCause());
        } else if (status >= 500) {
            LOG.errorf(cause, "request failed: status=%d trace=%s", status, traceId);
        } else {
            LOG.debugf("request refused: status=%d trace=%s message=%s", status, traceId, cause.getMessage());
        }
        Response.ResponseBuilder response = Response.status(status)
                .header("Content-Type", bodies.contentType(dialect))
                .header("X-Oops-Id", traceId)
                .entity(bodies.render(dialect, status, details, traceId));
        if (status == UNAVAILABLE || status == TOO_MANY_REQUESTS) {
            response.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        ErrorCode code = details.getFirst().code();
        if (details.getFirst().extra().get("retry-after") instanceof Long seconds) {
            response.header("Retry-After", seconds);
        }
        if (code == ErrorCode.MACAROON_NEEDS_REFRESH) {
            response.header("WWW-Authenticate", "Macaroon needs_refresh=1");
        } else if (code == ErrorCode.DEVICE_AUTHORIZATION_NEEDS_REFRESH) {
            response.header("WWW-Authenticate", "Macaroon refresh_device_session=1");
        } else if (code.category() == ErrorCategory.UNAUTHENTICATED) {
            response.header("WWW-Authenticate", "Macaroon realm=\"brandstore\"");
        }
        return response.build();
    }

    private String newTraceId() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static ErrorDialect dialect(@Nullable SimpleResourceInfo resource, UriInfo uri) {
        Class<?> matched = resource == null ? null : resource.getResourceClass();
        Dialect dialect = matched == null ? null : matched.getAnnotation(Dialect.class);
        return dialect != null ? dialect.value() : byPath(uri.getPath());
    }

    /** For requests that no resource matched. */
    private static ErrorDialect byPath(String path) {
        if (path.startsWith("/console") || path.equals("/")) {
            return ErrorDialect.HTML;
        }
        if (path.startsWith("/api/admin")) {
            return ErrorDialect.PROBLEM;
        }
        return path.startsWith("/v2/") ? ErrorDialect.ERROR_LIST : ErrorDialect.ERROR_LIST_UNDERSCORE;
    }

    private static List<ErrorDetail> one(ErrorCode code, String message) {
        return List.of(new ErrorDetail(code, message));
    }

    private static String message(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
