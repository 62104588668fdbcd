package org.brandstore.api.device;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.SequencePoint;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.assertion.AssertionList;
import org.brandstore.catalog.assertion.VisibleAssertions;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.DeviceFace;
import org.brandstore.security.Effect;
import org.jspecify.annotations.Nullable;

/**
 * Gives out assertions by key, or several by a list (device-api.md 6.4, 10). Whatever is not there, cannot be asked for, or
 * may not be seen is answered with the one not-found that clients tolerate.
 */
@Path("/v2/assertions")
@Dialect(ErrorDialect.ERROR_LIST)
public class AssertionResource {
    private static final String MEDIA_TYPE = "application/x.ubuntu.assertion";
    private static final String LATEST = "latest";

    private final DeviceCallers callers;
    private final VisibleAssertions assertions;

    AssertionResource(DeviceCallers callers, VisibleAssertions assertions) {
        this.callers = callers;
        this.assertions = assertions;
    }

    @GET
    @Path("/stream/{list}")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @RunOnVirtualThread
    public Response stream(@Context HttpServerRequest request, @PathParam("list") String list) {
        Asker asker = callers.identify(request).asker();
        List<Assertion> found = AssertionList.parse(list)
                .map(known -> assertions.find(asker, known))
                .orElse(List.of());
        return answer(found);
    }

    /** @param key all path segments after the type */
    @GET
    @Path("/{type}/{key:.+}")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @RunOnVirtualThread
    public Response assertion(
            @Context HttpServerRequest request,
            @PathParam("type") String type,
            @PathParam("key") String key,
            @QueryParam("max-format") @Nullable String maxFormat,
            @QueryParam("sequence") @Nullable String sequence) {
        Asker asker = callers.identify(request).asker();
        Optional<AssertionType> known = AssertionType.find(type);
        if (known.isEmpty()) {
            return answer(List.of());
        }
        int most = number(maxFormat).orElse(known.get().maxFormat());
        return answer(find(asker, known.get(), Arrays.asList(key.split("/", -1)), most, sequence).stream()
                .toList());
    }

    private Optional<Assertion> find(
            Asker asker, AssertionType type, List<String> key, int maxFormat, @Nullable String sequence) {
        try {
            boolean short0 = key.size() == type.primaryKeyHeaders().size() - 1;
            if (type.sequenceForming() && short0) {
                return assertions.findSequence(asker, type, key, point(sequence), maxFormat);
            }
            return assertions.find(asker, AssertionRef.parse(type, key), maxFormat);
        } catch (AssertionException e) {
            return Optional.empty();
        }
    }

    private static SequencePoint point(@Nullable String sequence) {
        if (sequence == null || sequence.equals(LATEST)) {
            return SequencePoint.latest();
        }
        return SequencePoint.pinned(number(sequence)
                .filter(number -> number > 0)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot use sequence: it must be \"latest\" or a number of 1 or more")));
    }

    private static Optional<Integer> number(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot use the query: it must have numbers of 0 or more");
        }
        return Optional.of(Integer.valueOf(text));
    }

    private static Response answer(List<Assertion> found) {
        if (found.isEmpty()) {
            throw new StoreException(ErrorCode.NOT_FOUND, "assertion not found");
        }
        return Response.ok(AssertionStreams.join(found), MEDIA_TYPE).build();
    }
}
