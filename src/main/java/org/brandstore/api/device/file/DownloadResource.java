package org.brandstore.api.device.file;

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
import org.brandstore.catalog.CatalogResource;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.CatalogView;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.security.DeviceFace;
import org.brandstore.security.Effect;

/** Snap files and component files, for those who may see the snap (device-api.md 13.1, 13.3). */
@Path(DownloadUrls.SNAPS)
@Dialect(ErrorDialect.ERROR_LIST)
public class DownloadResource {
    private static final Pattern NAME = Pattern.compile(
            "(?<snap>[A-Za-z0-9]{32})_(?:(?<component>[a-z0-9-]{1,64})_(?=[0-9]+\\.comp)|(?=[0-9]+\\.snap))(?<revision>[0-9]{1,10})\\.(?:snap|comp)");

    private static final FileAnswers.Kind KIND =
            new FileAnswers.Kind(NAME, DownloadResource::find, DownloadResource::leads);

    private final FileAnswers answers;

    DownloadResource(FileAnswers answers) {
        this.answers = answers;
    }

    /** @param file {@code <snap-id>_<revision>.snap} or {@code <snap-id>_<component>_<revision>.comp} */
    @GET
    @Path("/{file}")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @Uncompressed
    @RunOnVirtualThread
    public Response get(@Context HttpServerRequest request, @PathParam("file") String file) {
        return answers.get(request, file, KIND);
    }

    @HEAD
    @Path("/{file}")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @Uncompressed
    @RunOnVirtualThread
    public Response head(@Context HttpServerRequest request, @PathParam("file") String file) {
        return answers.head(request, file, KIND);
    }

    private static Optional<FileAnswers.Leads> leads(Matcher name) {
        return name.group("component") == null
                ? Optional.of(new FileAnswers.Leads(name.group("snap"), FileAnswers.number(name.group("revision")), 0))
                : Optional.empty();
    }

    private static Optional<BlobId> find(CatalogView view, Matcher name) {
        int revision = FileAnswers.number(name.group("revision"));
        Optional<CatalogSnap> snap = view.findById(name.group("snap"));
        String component = name.group("component");
        return (component == null
                        ? snap.flatMap(seen -> seen.find(revision))
                                .map(CatalogRevision::facts)
                                .filter(facts -> !facts.withdrawn())
                                .map(CatalogRevision.Facts::file)
                        : snap.flatMap(seen ->
                                        seen.findResource(component, revision).filter(seen::offers))
                                .map(CatalogResource::file))
                .map(file -> new BlobId(file.digest(), file.size()));
    }
}
