package org.brandstore.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;

/** A browser that is given the bare address of the store is sent to the console. */
@Path("/")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class HomeResource {
    @GET
    @Open
    @Effect(Effect.Reach.READS)
    public Response get() {
        return Pages.redirect("/console").build();
    }
}
