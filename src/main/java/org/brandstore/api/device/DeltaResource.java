package org.brandstore.api.device;

import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.blob.BlobId;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Revision;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.refresh.DownloadUrls;
import org.brandstore.refresh.OfferedDelta;
import org.brandstore.refresh.OfferedDeltas;
import org.brandstore.security.DeviceFace;

/** Delta files, for those who may see the revision that they make (device-api.md 13.2). */
@Path(DownloadUrls.DELTAS)
@Dialect(ErrorDialect.ERROR_LIST)
public class DeltaResource {
    private static final Pattern NAME =
            Pattern.compile("(?<snap>[A-Za-z0-9]{32})_(?<source>[0-9]{1,10})_(?<target>[0-9]{1,10})\\.xdelta3");

    private final DeviceCallers callers;
    private final BlobAnswers blobs;
    private final OfferedDeltas deltas;

    DeltaResource(DeviceCallers callers, BlobAnswers blobs, OfferedDeltas deltas) {
        this.callers = callers;
        this.blobs = blobs;
        this.deltas = deltas;
    }

    /** @param file {@code <snap-id>_<source>_<target>.xdelta3} */
    @GET
    @Path("/{file}")
    @DeviceFace
    @Uncompressed
    @RunOnVirtualThread
    public Response get(@Context HttpServerRequest request, @PathParam("file") String file) {
        DeviceCallers.Inquiry inquiry = callers.identify(request);
        return blobs.get(find(inquiry, file), BlobAnswers.Wish.of(inquiry.headers()));
    }

    @HEAD
    @Path("/{file}")
    @DeviceFace
    @Uncompressed
    @RunOnVirtualThread
    public Response head(@Context HttpServerRequest request, @PathParam("file") String file) {
        return blobs.head(find(callers.identify(request), file));
    }

    private BlobId find(DeviceCallers.Inquiry inquiry, String file) {
        Matcher parts = NAME.matcher(file);
        if (!parts.matches()) {
            throw notFound();
        }
        String snap = parts.group("snap");
        int target = number(parts.group("target"));
        return inquiry.asker()
                .view()
                .findById(snap)
                .flatMap(seen -> seen.find(target))
                .filter(revision -> !revision.facts().withdrawn())
                .flatMap(revision -> deltas.find(snap, number(parts.group("source")), target))
                .map(OfferedDelta::file)
                .orElseThrow(DeltaResource::notFound);
    }

    private static int number(String text) {
        try {
            return Revision.parse(text).value();
        } catch (InvalidNameException e) {
            return 0;
        }
    }

    private static StoreException notFound() {
        return new StoreException(ErrorCode.NOT_FOUND, "file not found");
    }
}
