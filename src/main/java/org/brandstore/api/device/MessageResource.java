package org.brandstore.api.device;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.security.DeviceFace;
import org.brandstore.security.Effect;
import org.brandstore.security.SmallBody;

/**
 * The exchange of remote management messages (device-api.md 14). Nothing is managed that way here, so nothing waits for any
 * device; a device that sends replies may forget them.
 */
@Path("/v2/messages")
@Dialect(ErrorDialect.ERROR_LIST)
public class MessageResource {
    private static final int MAX_BYTES = 1 << 16;

    private final DeviceCallers callers;

    MessageResource(DeviceCallers callers) {
        this.callers = callers;
    }

    /** @param ignored what the device has, and how much it would take */
    @POST
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @SmallBody(MAX_BYTES)
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> exchange(@Context HttpServerRequest request, byte[] ignored) {
        return callers.answer(
                request,
                inquiry -> JsonAnswers.of(JsonAnswers.JSON_TYPE, json -> {
                    json.writeArrayFieldStart("messages");
                    json.writeEndArray();
                    json.writeNumberField("total-pending-messages", 0);
                }));
    }
}
