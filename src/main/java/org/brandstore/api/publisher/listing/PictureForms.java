package org.brandstore.api.publisher.listing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.api.publisher.multipart.MultipartReader;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.listing.Listing;
import org.brandstore.snap.listing.PictureFile;
import org.brandstore.snap.listing.SnapMedium;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form in which pictures come: a part {@code info} that lists them as JSON, and one part with the bytes of each new
 * one. The list may be sent as a file with an empty name (publisher-api.md 4.14 and trap 19).
 */
@ApplicationScoped
class PictureForms {
    private static final String INFO = "info";
    private static final int MAX_INFO = 256 * 1024;
    /** Devices take no larger icons (device-api.md 13.4). */
    private static final int MAX_ICON = 300_000;

    private static final int MAX_PICTURE = 2 * 1024 * 1024;
    private static final int MAX_NAME = 200;
    /** More than a snap can have. */
    private static final int MOST_FILES = 32;

    /** A picture that came with the form. */
    private record Received(
            String sha256, BlobId blob, Optional<PictureFile.Format> format, Optional<PictureFile.Size> size) {}

    private final JsonBodies bodies;
    private final BlobStore blobs;

    PictureForms(JsonBodies bodies, BlobStore blobs) {
        this.bodies = bodies;
        this.blobs = blobs;
    }

    /**
     * The pictures that the snap is to have.
     *
     * @param now what it has; types that the tool does not know stay
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} or {@link ErrorCode#INVALID_REQUEST} that says which entry is
     *     wrong
     */
    List<SnapMedium> read(InputStream form, @Nullable String contentType, Listing now) {
        Map<String, Received> files = new HashMap<>();
        byte[] info = null;
        try {
            MultipartReader reader =
                    new MultipartReader(form, MultipartReader.boundary(contentType == null ? "" : contentType));
            for (Optional<MultipartReader.Part> part = reader.next(); part.isPresent(); part = reader.next()) {
                String name = part.get().disposition().name();
                if (name.equals(INFO)) {
                    info = part.get().content().readNBytes(MAX_INFO);
                } else if (files.size() == MOST_FILES) {
                    throw wrong(name, "the form has more than " + MOST_FILES + " files");
                } else if (files.putIfAbsent(name, receive(part.get().content())) != null) {
                    throw wrong(name, "the form has two files of this name");
                }
            }
        } catch (IOException e) {
            throw new StoreException(ErrorCode.INVALID_REQUEST, "cannot read the pictures: " + e.getMessage(), e);
        }
        if (info == null) {
            throw wrong(INFO, "it is missing");
        }
        return pictures(bodies.objects(new ByteArrayInputStream(info)), files, now);
    }

    private Received receive(InputStream content) {
        PictureStream stream = new PictureStream(content);
        BlobId blob = blobs.put(stream, MAX_PICTURE);
        byte[] head = stream.head();
        return new Received(stream.sha256(), blob, PictureFile.format(head), PictureFile.size(head));
    }

    private static List<SnapMedium> pictures(List<JsonBody> entries, Map<String, Received> files, Listing now) {
        List<SnapMedium> pictures = new ArrayList<>();
        for (JsonBody entry : entries) {
            SnapMedium.Type type = SnapMedium.Type.find(entry.text("type", 20))
                    .orElseThrow(() -> entry.wrong("type", "it must be icon, screenshot or banner"));
            String hash = entry.text("hash", 128);
            Optional<String> key = entry.optionalText("key", MAX_NAME);
            pictures.add(
                    key.isPresent()
                            ? added(entry, type, hash, Optional.ofNullable(files.get(key.get())))
                            : kept(entry, type, hash, now));
        }
        boolean namesBanner = pictures.stream().anyMatch(medium -> medium.type() == SnapMedium.Type.BANNER);
        now.media().stream()
                .filter(medium -> medium.type() == SnapMedium.Type.BANNER && !namesBanner)
                .forEach(pictures::add);
        return pictures;
    }

    private static SnapMedium kept(JsonBody entry, SnapMedium.Type type, String hash, Listing now) {
        return now.media().stream()
                .filter(medium -> medium.type() == type && medium.sha256().equals(hash))
                .findFirst()
                .orElseThrow(() -> entry.wrong("hash", "the snap has no such " + type.wireName()));
    }

    private static SnapMedium added(JsonBody entry, SnapMedium.Type type, String hash, Optional<Received> file) {
        Received received = file.orElseThrow(() -> entry.wrong("key", "the form has no file of this name"));
        if (!received.sha256().equals(hash)) {
            throw entry.wrong("hash", "the file has the SHA-256 " + received.sha256());
        }
        PictureFile.Format format =
                received.format().orElseThrow(() -> entry.wrong("key", "the file must be a PNG, JPEG or SVG picture"));
        if (type == SnapMedium.Type.ICON && received.blob().size() > MAX_ICON) {
            throw entry.wrong("key", "an icon must have at most " + MAX_ICON + " bytes");
        }
        if (type != SnapMedium.Type.ICON && format == PictureFile.Format.SVG) {
            throw entry.wrong("key", "a " + type.wireName() + " must be a PNG or JPEG picture");
        }
        return new SnapMedium(
                type,
                hash,
                received.blob().digest(),
                Math.toIntExact(received.blob().size()),
                received.size().map(PictureFile.Size::width),
                received.size().map(PictureFile.Size::height),
                baseName(entry.optionalText("filename", 4_096).orElse("")));
    }

    /** The tool sends the path that the file has on the developer's machine. */
    private static String baseName(String path) {
        String base = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        String cut = base.length() > MAX_NAME ? base.substring(base.length() - MAX_NAME) : base;
        return cut.isEmpty() ? "unnamed" : cut;
    }

    private static StoreException wrong(String field, String why) {
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.INVALID_FIELD, "cannot accept field " + field + ": " + why, Map.of("field", field))));
    }
}
