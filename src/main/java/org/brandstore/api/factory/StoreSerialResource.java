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

/** Registration through the store, as devices do without a device service of their own or behind a proxy (device-api.md 4). */
@Path("/api/v1/snaps/auth")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
public class StoreSerialResource {
    private final SerialAnswers answers;

    StoreSerialResource(SerialAnswers answers) {
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
    @Path("/devices")
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
