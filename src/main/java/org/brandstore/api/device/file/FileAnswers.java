package org.brandstore.api.device.file;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.api.device.DeviceCallers;
import org.brandstore.api.device.DeviceHeaders;
import org.brandstore.blob.BlobId;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogView;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Revision;
import org.brandstore.observation.Observations;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Answers for files that are asked for by name: what this caller may not see is not found, like what is not there. */
@ApplicationScoped
class FileAnswers {
    private final DeviceCallers callers;
    private final BlobAnswers blobs;
    private final Observations observations;

    FileAnswers(DeviceCallers callers, BlobAnswers blobs, Observations observations) {
        this.callers = callers;
        this.blobs = blobs;
        this.observations = observations;
    }

    /** Finds the file that a name means, in what a caller sees. */
    @FunctionalInterface
    interface Finder {
        /** @param name the parts of the file's name */
        Optional<BlobId> find(CatalogView view, Matcher name);
    }

    /**
     * One kind of file.
     *
     * @param name how the files are called
     * @param meaning which revision of which snap a device gets by a file, if it gets one
     */
    record Kind(Pattern name, Finder finder, Function<Matcher, Optional<Leads>> meaning) {}

    /**
     * Where a file leads.
     *
     * @param was the revision from which it leads there, 0 for a whole file
     */
    record Leads(String snapId, int revision, int was) {}

    Response get(HttpServerRequest request, String file, Kind kind) {
        DeviceHeaders headers = new DeviceHeaders(request);
        Asker asker = callers.identify(request).asker();
        Matcher name = name(file, kind);
        Response response = blobs.get(find(asker.view(), name, kind), BlobAnswers.Conditions.of(headers));
        DeviceIdentity device = asker.device();
        if (device != null) {
            kind.meaning()
                    .apply(name)
                    .ifPresent(leads -> observations.fetched(device, leads.snapId(), leads.revision(), leads.was()));
        }
        return response;
    }

    Response head(HttpServerRequest request, String file, Kind kind) {
        return blobs.head(find(callers.identify(request).asker().view(), name(file, kind), kind));
    }

    private static Matcher name(String file, Kind kind) {
        Matcher name = kind.name().matcher(file);
        if (!name.matches()) {
            throw notFound();
        }
        return name;
    }

    private static BlobId find(CatalogView view, Matcher name, Kind kind) {
        return kind.finder().find(view, name).orElseThrow(FileAnswers::notFound);
    }

    private static StoreException notFound() {
        return new StoreException(ErrorCode.NOT_FOUND, "file not found");
    }

    /** The number of a revision; 0, which no revision has, for what is none. */
    static int number(String text) {
        try {
            return Revision.parse(text).value();
        } catch (InvalidNameException e) {
            return 0;
        }
    }
}
