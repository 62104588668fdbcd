package org.brandstore.api.publisher.upload;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.multipart.ContentDisposition;
import org.brandstore.api.publisher.multipart.MalformedMultipartException;
import org.brandstore.api.publisher.multipart.MultipartReader;
import org.brandstore.api.publisher.multipart.WholeBody;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;
import org.brandstore.snap.upload.Upload;
import org.brandstore.snap.upload.UploadPlace;
import org.brandstore.snap.upload.Uploads;
import org.jspecify.annotations.Nullable;

/**
 * Takes in snap files (publisher-api.md 4.5). The tools send no credential here; whoever holds the answer may claim the
 * file. The body goes straight from the connection into the blob store.
 */
@Path(DirectBodies.PATH)
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class UploadResource {
    /** The name of the form field that holds the file. */
    private static final String FILE_FIELD = "binary";

    /** What the tools need to go on. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Received(boolean successful, String uploadId) {
        @Override
        public String toString() {
            return "Received";
        }
    }

    private final Uploads uploads;

    UploadResource(Uploads uploads) {
        this.uploads = uploads;
    }

    /** @param framed the body as Quarkus reads it, for requests that have no other */
    @POST
    @Open
    @Effect(Effect.Reach.OWN)
    @Blocking
    public Received receive(
            @HeaderParam("Content-Type") @Nullable String contentType,
            @HeaderParam("Content-Length") @Nullable String contentLength,
            @Context RoutingContext context,
            InputStream framed) {
        Optional<DirectBody> direct = DirectBodies.find(context);
        try (UploadPlace place = uploads.enter(length(contentLength))) {
            return receive(direct.isPresent() ? direct.get() : framed, contentType == null ? "" : contentType, place);
        } catch (IOException e) {
            throw unreadable(e);
        } catch (StoreException e) {
            throw e.getCause() instanceof MalformedMultipartException cause ? unreadable(cause) : e;
        } finally {
            direct.ifPresent(DirectBody::close);
        }
    }

    private Received receive(InputStream body, String contentType, UploadPlace place) throws IOException {
        MultipartReader form = new MultipartReader(body, MultipartReader.boundary(contentType));
        MultipartReader.Part file = file(form);
        Upload upload = uploads.receive(
                new WholeBody(form, file.content()),
                file.disposition().filename().orElse(""),
                place);
        return new Received(true, upload.id());
    }

    private static MultipartReader.Part file(MultipartReader form) throws IOException {
        for (Optional<MultipartReader.Part> part = form.next(); part.isPresent(); part = form.next()) {
            ContentDisposition disposition = part.get().disposition();
            if (disposition.name().equals(FILE_FIELD) && disposition.filename().isPresent()) {
                return part.get();
            }
        }
        throw new MalformedMultipartException("there is no file field named " + FILE_FIELD);
    }

    private static StoreException unreadable(IOException cause) {
        return new StoreException(ErrorCode.INVALID_REQUEST, "cannot read the upload: " + cause.getMessage(), cause);
    }

    private static OptionalLong length(@Nullable String header) {
        return header == null || !header.matches("[0-9]{1,18}")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(header));
    }
}
