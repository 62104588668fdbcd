package org.brandstore.api.device.file;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.brandstore.api.device.DeviceHeaders;
import org.brandstore.blob.BlobConfig;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.CdnLinks;
import org.jboss.resteasy.reactive.PathPart;

/**
 * Sends blobs: a file straight from the disk, or the way to where it is to be had, which is the content delivery network
 * if there is one, and else the object storage (device-api.md 13.1). Who may have it was asked before.
 */
@ApplicationScoped
public class BlobAnswers {
    private static final String OCTETS = "application/octet-stream";
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    private final BlobStore blobs;
    private final CdnLinks network;
    private final Duration linkLifetime;

    @Inject
    BlobAnswers(BlobStore blobs, CdnLinks network, BlobConfig config) {
        this(blobs, network, config.s3().presignTtl());
    }

    BlobAnswers(BlobStore blobs, CdnLinks network, Duration linkLifetime) {
        this.blobs = blobs;
        this.network = network;
        this.linkLifetime = linkLifetime;
    }

    /** What a client knows of the blob already, and how it wants it. */
    record Conditions(Optional<String> range, Optional<String> ifRange, Optional<String> ifNoneMatch, boolean direct) {
        static Conditions of(DeviceHeaders headers) {
            return new Conditions(
                    headers.find("Range"),
                    headers.find("If-Range"),
                    headers.find("If-None-Match"),
                    headers.refusesRedirects());
        }
    }

    Response get(BlobId blob, Conditions conditions) {
        if (isKnown(blob, conditions)) {
            return common(Response.status(Response.Status.NOT_MODIFIED), blob).build();
        }
        if (!conditions.direct()) {
            Optional<URI> link = network.link(blob.digest());
            if (link.isEmpty() && blobs.findFile(blob.digest()).isEmpty()) {
                link = blobs.presign(blob.digest(), linkLifetime);
            }
            if (link.isPresent()) {
                return Response.status(Response.Status.FOUND)
                        .header("Location", link.get().toString())
                        .header("Cache-Control", "private, no-store")
                        .build();
            }
        }
        return sendHere(blob, conditions);
    }

    /** Sends the bytes from here, whatever else there is. */
    Response sendHere(BlobId blob, Conditions conditions) {
        Optional<Path> file = blobs.findFile(blob.digest());
        Optional<String> range =
                conditions.ifRange().map(tag -> tag.equals(tag(blob))).orElse(true)
                        ? conditions.range()
                        : Optional.empty();
        return switch (ByteRange.of(range, blob.size())) {
            case ByteRange.Wanted.Whole whole ->
                common(Response.ok(content(blob, file, new ByteRange(0, blob.size())), OCTETS), blob)
                        .header("Content-Length", blob.size())
                        .build();
            case ByteRange.Wanted.Part part ->
                common(
                                Response.status(Response.Status.PARTIAL_CONTENT)
                                        .entity(content(blob, file, part.range()))
                                        .type(OCTETS),
                                blob)
                        .header("Content-Range", part.range().of(blob.size()))
                        .header("Content-Length", part.range().length())
                        .build();
            case ByteRange.Wanted.Outside outside ->
                Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header("Content-Range", "bytes */" + blob.size())
                        .build();
        };
    }

    /** The same without the bytes; never a redirect, because a presigned link is good for GET only. */
    Response head(BlobId blob) {
        return common(Response.ok().type(OCTETS), blob)
                .header("Content-Length", blob.size())
                .build();
    }

    /** The entity that brings these bytes without holding them. */
    Object content(BlobId blob, ByteRange range) {
        return content(blob, blobs.findFile(blob.digest()), range);
    }

    private Object content(BlobId blob, Optional<Path> file, ByteRange range) {
        return file.<Object>map(path -> new PathPart(path, range.offset(), range.length()))
                .orElseGet(() -> blobs.open(blob.digest(), range.offset(), range.length()));
    }

    private static boolean isKnown(BlobId blob, Conditions conditions) {
        return conditions
                .ifNoneMatch()
                .filter(tags -> tags.equals("*") || tags.contains(tag(blob)))
                .isPresent();
    }

    private static Response.ResponseBuilder common(Response.ResponseBuilder response, BlobId blob) {
        return response.header("ETag", tag(blob))
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", FOR_EVER);
    }

    private static String tag(BlobId blob) {
        return "\"" + blob.digest().hex() + "\"";
    }
}
