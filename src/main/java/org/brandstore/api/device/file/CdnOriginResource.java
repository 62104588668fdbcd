package org.brandstore.api.device.file;

import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.brandstore.api.device.DeviceHeaders;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.CdnLinks;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;
import org.jspecify.annotations.Nullable;

/** Where a content delivery network fetches what it does not hold yet, with the very link that a device brought. */
@Path("/api/v1/snaps/origin")
@Dialect(ErrorDialect.ERROR_LIST)
public class CdnOriginResource {
    private final CdnLinks links;
    private final BlobStore store;
    private final BlobAnswers blobs;

    CdnOriginResource(CdnLinks links, BlobStore store, BlobAnswers blobs) {
        this.links = links;
        this.store = store;
        this.blobs = blobs;
    }

    @GET
    @Path("/{digest}")
    @Open
    @Effect(Effect.Reach.READS)
    @Uncompressed
    @RunOnVirtualThread
    public Response get(
            @Context HttpServerRequest request,
            @PathParam("digest") String digest,
            @QueryParam("expires") @Nullable String expires,
            @QueryParam("signature") @Nullable String signature) {
        Optional<BlobStat> blob = expires == null || signature == null
                ? Optional.empty()
                : links.open(digest, expires, signature).flatMap(store::stat);
        return blobs.sendHere(
                blob.orElseThrow(() -> new StoreException(ErrorCode.NOT_FOUND, "file not found"))
                        .id(),
                BlobAnswers.Conditions.of(new DeviceHeaders(request)));
    }
}
