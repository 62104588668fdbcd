package org.brandstore.api.device.file;

import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.catalog.IconTokens;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;

/**
 * Icons (device-api.md 13.4). They are asked for without any identity, so whoever knows the address gets one; only those
 * who see the snap are told it, and nobody can guess it. They go out as files do, so that slow readers hold
 * no memory, and whole: clients need {@code Content-Length}.
 */
@Path(DownloadUrls.ICONS)
@Dialect(ErrorDialect.ERROR_LIST)
public class IconResource {
    private static final int HEAD_BYTES = 4;

    private final Catalogs catalogs;
    private final IconTokens names;
    private final BlobStore blobs;
    private final BlobAnswers files;

    IconResource(Catalogs catalogs, IconTokens names, BlobStore blobs, BlobAnswers files) {
        this.catalogs = catalogs;
        this.names = names;
        this.blobs = blobs;
        this.files = files;
    }

    @GET
    @Path("/{name}")
    @Open
    @Effect(Effect.Reach.READS)
    @Uncompressed
    @RunOnVirtualThread
    public Response get(@Context HttpServerRequest request, @PathParam("name") String name) throws IOException {
        Sha3_384 known = names.read(name)
                .filter(digest -> catalogs.current().isIcon(digest.hex()))
                .orElseThrow(IconResource::notFound);
        String tag = "\"" + known.hex() + "\"";
        if (Optional.ofNullable(request.getHeader("If-None-Match"))
                .filter(tag::equals)
                .isPresent()) {
            return Response.status(Response.Status.NOT_MODIFIED)
                    .header("ETag", tag)
                    .build();
        }
        long size = blobs.stat(known).map(BlobStat::size).orElseThrow(IconResource::notFound);
        return Response.ok(files.content(new BlobId(known, size), new ByteRange(0, size)), mediaType(head(known, size)))
                .header("ETag", tag)
                .header("Content-Length", size)
                .header("Cache-Control", "public, max-age=86400")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    private byte[] head(Sha3_384 icon, long size) throws IOException {
        try (InputStream in = blobs.open(icon, 0, Math.min(HEAD_BYTES, size))) {
            return in.readAllBytes();
        }
    }

    private static String mediaType(byte[] icon) {
        if (icon.length > 3 && icon[0] == (byte) 0x89 && icon[1] == 'P') {
            return "image/png";
        }
        if (icon.length > 3 && icon[0] == (byte) 0xFF && icon[1] == (byte) 0xD8) {
            return "image/jpeg";
        }
        return "image/svg+xml";
    }

    private static StoreException notFound() {
        return new StoreException(ErrorCode.NOT_FOUND, "file not found");
    }
}
