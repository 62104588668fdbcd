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
import org.brandstore.catalog.CatalogView;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Revision;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Answers for files that are asked for by name: what this caller may not see is not found, like what is not there. */
@ApplicationScoped
class FileAnswers {
    private final DeviceCallers callers;
    private final BlobAnswers blobs;

    FileAnswers(DeviceCallers callers, BlobAnswers blobs) {
        this.callers = callers;
        this.blobs = blobs;
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
     */
    record Kind(Pattern name, Finder finder) {
        Optional<BlobId> find(CatalogView view, String file) {
            Matcher parts = name.matcher(file);
            return parts.matches() ? finder.find(view, parts) : Optional.empty();
        }
    }

    Response get(HttpServerRequest request, String file, Kind kind) {
        DeviceHeaders headers = new DeviceHeaders(request);
        return answer(request, file, kind, blob -> blobs.get(blob, BlobAnswers.Wish.of(headers)));
    }

    Response head(HttpServerRequest request, String file, Kind kind) {
        return answer(request, file, kind, blobs::head);
    }

    private Response answer(HttpServerRequest request, String file, Kind kind, Function<BlobId, Response> found) {
        CatalogView view = callers.identify(request).asker().view();
        return kind.find(view, file)
                .map(found)
                .orElseThrow(() -> new StoreException(ErrorCode.NOT_FOUND, "file not found"));
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
