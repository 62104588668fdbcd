package org.brandstore.api.device;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;

/**
 * What a device asks before it registers through the store as a proxy: 200 and the version that every answer carries
 * (device-api.md 4, trap 15).
 */
@Path("/")
@Dialect(ErrorDialect.ERROR_LIST)
public class ProbeResource {
    @HEAD
    @Open
    @Effect(Effect.Reach.READS)
    @NonBlocking
    public Response probe() {
        return Response.ok().build();
    }
}
