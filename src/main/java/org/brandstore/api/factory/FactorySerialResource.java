package org.brandstore.api.factory;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;
import org.jspecify.annotations.Nullable;

/** Registration with the serial service itself: a gadget sets {@code device-service.url} to {@code .../v1/} (device-api.md 4). */
@Path("/v1")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
public class FactorySerialResource {
    private final SerialAnswers answers;

    FactorySerialResource(SerialAnswers answers) {
        this.answers = answers;
    }

    @POST
    @Path("/request-id")
    @Open
    @NonBlocking
    @Effect(Effect.Reach.OWN)
    @Consumes(MediaType.WILDCARD)
    public Response requestId() {
        return answers.requestId();
    }

    @POST
    @Path("/serial")
    @Open
    @Effect(Effect.Reach.OWN)
    @RunOnVirtualThread
    @Consumes(MediaType.WILDCARD)
    public Response serial(
            InputStream body,
            @HeaderParam("Snap-Device-Capabilities") @Nullable String capabilities,
            @HeaderParam("api-key") @Nullable String apiKey) {
        return answers.serial(body, capabilities, apiKey);
    }
}
