package org.brandstore.api.device;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;

/** Nothing is sold here: nobody has orders, and nobody can buy (device-api.md 12). */
@Path("/api/v1/snaps/purchases")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
public class PurchaseResource {

    @GET
    @Path("/orders")
    @Open
    @Effect(Effect.Reach.READS)
    public Response orders() {
        return JsonAnswers.of(JsonAnswers.JSON_TYPE, json -> {
            json.writeArrayFieldStart("orders");
            json.writeEndArray();
        });
    }

    @GET
    @Path("/customers/me")
    @Open
    @Effect(Effect.Reach.READS)
    public Response customer() {
        throw new StoreException(ErrorCode.NOT_FOUND, "cannot find a customer: nothing is sold here");
    }

    @POST
    @Path("/buy")
    @Open
    @Effect(Effect.Reach.READS)
    @Consumes(MediaType.WILDCARD)
    public Response buy() {
        throw new StoreException(ErrorCode.FEATURE_DISABLED, "cannot buy the snap: nothing is sold here");
    }
}
