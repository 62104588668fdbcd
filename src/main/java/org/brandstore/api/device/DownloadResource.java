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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.blob.BlobId;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Revision;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.refresh.CatalogResource;
import org.brandstore.refresh.CatalogRevision;
import org.brandstore.refresh.CatalogSnap;
import org.brandstore.refresh.DownloadUrls;
import org.brandstore.security.DeviceFace;

/** Snap files and component files, for those who may see the snap (device-api.md 13.1, 13.3). */
@Path(DownloadUrls.SNAPS)
@Dialect(ErrorDialect.ERROR_LIST)
public class DownloadResource {
    private static final Pattern NAME = Pattern.compile(
            "(?<snap>[A-Za-z0-9]{32})_(?:(?<component>[a-z0-9-]{1,64})_(?=[0-9]+\\.comp)|(?=[0-9]+\\.snap))(?<revision>[0-9]{1,10})\\.(?:snap|comp)");

    private final DeviceCallers callers;
    private final BlobAnswers blobs;

    DownloadResource(DeviceCallers callers, BlobAnswers blobs) {
        this.callers = callers;
        this.blobs = blobs;
    }

    /** @param file {@code <snap-id>_<revision>.snap} or {@code <snap-id>_<component>_<revision>.comp} */
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

    private static BlobId find(DeviceCallers.Inquiry inquiry, String file) {
        Matcher parts = NAME.matcher(file);
        if (!parts.matches()) {
            throw notFound();
        }
        int revision = number(parts.group("revision"));
        Optional<CatalogSnap> snap = inquiry.asker().view().findById(parts.group("snap"));
        String component = parts.group("component");
        CatalogRevision.File found = (component == null
                        ? snap.flatMap(seen -> seen.find(revision))
                                .map(CatalogRevision::facts)
                                .filter(facts -> !facts.withdrawn())
                                .map(CatalogRevision.Facts::file)
                        : snap.flatMap(seen ->
                                        seen.findResource(component, revision).filter(seen::offers))
                                .map(CatalogResource::file))
                .orElseThrow(DownloadResource::notFound);
        return new BlobId(found.digest(), found.size());
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
