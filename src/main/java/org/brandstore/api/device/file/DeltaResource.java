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
import org.brandstore.catalog.CatalogView;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.delta.OfferedDelta;
import org.brandstore.delta.OfferedDeltas;
import org.brandstore.security.DeviceFace;
import org.brandstore.security.Effect;

/** Delta files, for those who may see the revision that they make (device-api.md 13.2). */
@Path(DownloadUrls.DELTAS)
@Dialect(ErrorDialect.ERROR_LIST)
public class DeltaResource {
    private static final Pattern NAME =
            Pattern.compile("(?<snap>[A-Za-z0-9]{32})_(?<source>[0-9]{1,10})_(?<target>[0-9]{1,10})\\.xdelta3");

    private final FileAnswers answers;
    private final FileAnswers.Kind kind;

    DeltaResource(FileAnswers answers, OfferedDeltas deltas) {
        this.answers = answers;
        this.kind = new FileAnswers.Kind(NAME, (view, name) -> find(deltas, view, name), DeltaResource::leads);
    }

    /** @param file {@code <snap-id>_<source>_<target>.xdelta3} */
    @GET
    @Path("/{file}")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @Uncompressed
    @RunOnVirtualThread
    public Response get(@Context HttpServerRequest request, @PathParam("file") String file) {
        return answers.get(request, file, kind);
    }

    @HEAD
    @Path("/{file}")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @Uncompressed
    @RunOnVirtualThread
    public Response head(@Context HttpServerRequest request, @PathParam("file") String file) {
        return answers.head(request, file, kind);
    }

    private static Optional<FileAnswers.Leads> leads(Matcher name) {
        return Optional.of(new FileAnswers.Leads(
                name.group("snap"),
                FileAnswers.number(name.group("target")),
                FileAnswers.number(name.group("source"))));
    }

    private static Optional<BlobId> find(OfferedDeltas deltas, CatalogView view, Matcher name) {
        String snap = name.group("snap");
        int target = FileAnswers.number(name.group("target"));
        return view.findById(snap)
                .flatMap(seen -> seen.find(target))
                .filter(revision -> !revision.facts().withdrawn())
                .flatMap(revision -> deltas.current().find(snap, FileAnswers.number(name.group("source")), target))
                .map(OfferedDelta::file);
    }
}
