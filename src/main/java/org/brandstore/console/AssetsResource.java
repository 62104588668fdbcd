package org.brandstore.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;
import org.jspecify.annotations.Nullable;

/** Serves the files that pages refer to. */
@Path("/console/assets/{name}")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class AssetsResource {
    private final Assets assets;

    AssetsResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Open
    @Effect(Effect.Reach.READS)
    public Response get(@PathParam("name") String name, @QueryParam("v") @Nullable String version, Request request) {
        Asset asset = assets.find(name)
                .orElseThrow(() -> new StoreException(ErrorCode.NOT_FOUND, "cannot find this file of the console"));
        EntityTag tag = new EntityTag(asset.version());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null
                ? unchanged
                : Response.ok(asset.text()).header("Content-Type", asset.type()).tag(tag);
        boolean forEver = asset.version().equals(version);
        return answer.header("Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache")
                .build();
    }
}
