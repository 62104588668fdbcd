package org.brandstore.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.snap.metadata.YamlFacts;

/** Writes the JSON objects that describe snaps and revisions (device-api.md 6.3). */
public final class SnapJson {
    private static final JsonFactory JSON = new JsonFactory();

    /** Kinds of link of which older clients know the first alone, under a key of its own. */
    private static final List<String> SINGLE_LINKS = List.of("contact", "website");

    private final DownloadUrls urls;

    public SnapJson(DownloadUrls urls) {
        this.urls = urls;
    }

    /**
     * Makes the {@code snap} object of refresh results once and for all.
     *
     * @param snap without the texts of any revision
     */
    public Description describe(CatalogSnap.Facts snap, CatalogRevision revision, RevisionTexts texts) {
        CatalogSnap.Facts shown = snap.withTextsOf(texts.texts());
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        int deltasAt;
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            writeSnap(json, shown);
            writeRevision(json, revision.facts());
            writeApps(json, shown, texts.facts());
            json.writeStringField("snap-yaml", texts.snapYaml());
            writeResources(json, shown.id(), revision.resources());
            json.writeObjectFieldStart("download");
            writeFile(json, shown.id(), revision.facts());
            json.writeArrayFieldStart("deltas");
            json.flush();
            deltasAt = out.size();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return new Description(texts.facts(), out.toByteArray(), deltasAt);
    }

    /** A field with a text after a comma, as part of an object. */
    static byte[] field(String name, String value) {
        JsonStringEncoder text = JsonStringEncoder.getInstance();
        return join(bytes(",\""), text.quoteAsUTF8(name), bytes("\":\""), text.quoteAsUTF8(value), bytes("\""));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** The fields that belong to the snap. No prices: everything is free, and any price would make it paid. */
    public void writeSnap(JsonGenerator json, CatalogSnap.Facts snap) throws IOException {
        CatalogSnap.Texts texts = snap.texts();
        json.writeStringField("name", snap.name());
        json.writeStringField("snap-id", snap.id());
        json.writeStringField("title", texts.title().isEmpty() ? snap.name() : texts.title());
        json.writeStringField("summary", texts.summary());
        json.writeStringField("description", texts.description());
        if (texts.license() != null) {
            json.writeStringField("license", texts.license());
        }
        json.writeBooleanField("private", snap.isPrivate());
        json.writeObjectFieldStart("publisher");
        json.writeStringField("id", snap.publisher().id());
        json.writeStringField("username", snap.publisher().username());
        json.writeStringField("display-name", snap.publisher().displayName());
        json.writeStringField("validation", snap.publisher().validation());
        json.writeEndObject();
        json.writeArrayFieldStart("media");
        if (texts.icon() != null) {
            json.writeStartObject();
            json.writeStringField("type", "icon");
            json.writeStringField("url", urls.icon(texts.icon()));
            json.writeEndObject();
        }
        for (CatalogSnap.Picture picture : texts.extras().pictures()) {
            json.writeStartObject();
            json.writeStringField("type", picture.type());
            json.writeStringField("url", urls.icon(picture.digest()));
            if (picture.width() > 0 && picture.height() > 0) {
                json.writeNumberField("width", picture.width());
                json.writeNumberField("height", picture.height());
            }
            json.writeEndObject();
        }
        for (String video : texts.extras().discovery().videos()) {
            json.writeStartObject();
            json.writeStringField("type", "video");
            json.writeStringField("url", video);
            json.writeEndObject();
        }
        json.writeEndArray();
        writeCategories(json, texts.extras().discovery().categories());
        writeLinks(json, texts.extras().links());
        json.writeObjectFieldStart("prices");
        json.writeEndObject();
    }

    private static void writeCategories(JsonGenerator json, List<String> categories) throws IOException {
        if (categories.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("categories");
        for (String category : categories) {
            json.writeStartObject();
            json.writeStringField("name", category);
            json.writeBooleanField("featured", false);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** All addresses by kind, and the two that older clients know by themselves. */
    private static void writeLinks(JsonGenerator json, Map<String, List<String>> links) throws IOException {
        if (links.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("links");
        for (Map.Entry<String, List<String>> kind : links.entrySet()) {
            json.writeArrayFieldStart(kind.getKey());
            for (String address : kind.getValue()) {
                json.writeString(address);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        for (String kind : SINGLE_LINKS) {
            List<String> addresses = links.getOrDefault(kind, List.of());
            if (!addresses.isEmpty()) {
                json.writeStringField(kind, addresses.getFirst());
            }
        }
    }

    /** The fields that belong to a revision, without the file. */
    public void writeRevision(JsonGenerator json, CatalogRevision.Facts revision) throws IOException {
        json.writeNumberField("revision", revision.number());
        json.writeStringField("version", revision.version());
        json.writeStringField("type", revision.type());
        json.writeArrayFieldStart("architectures");
        for (String architecture : revision.architectures()) {
            json.writeString(architecture);
        }
        json.writeEndArray();
        json.writeStringField("base", revision.base());
        json.writeStringField("confinement", revision.confinement());
        json.writeObjectFieldStart("epoch");
        writeEpoch(json, revision.epoch());
        json.writeEndObject();
        json.writeStringField("created-at", revision.createdAt().toString());
    }

    /**
     * What the file's {@code snap.yaml} says that clients read elsewhere. Its addresses count where nobody gave the snap any:
     * what stands in a revision overrides what stands in its snap (device-api.md 8).
     */
    public void writeApps(JsonGenerator json, CatalogSnap.Facts snap, YamlFacts apps) throws IOException {
        json.writeArrayFieldStart("common-ids");
        for (String id : apps.commonIds()) {
            json.writeString(id);
        }
        json.writeEndArray();
        if (snap.texts().extras().links().isEmpty()) {
            writeLinks(json, apps.links());
        }
    }

    /** The components that go with a revision (device-api.md 13.3). */
    public void writeResources(JsonGenerator json, String snapId, List<CatalogResource> resources) throws IOException {
        json.writeArrayFieldStart("resources");
        for (CatalogResource resource : resources) {
            json.writeStartObject();
            json.writeStringField("name", resource.name());
            json.writeStringField("type", "component/" + resource.type());
            json.writeNumberField("revision", resource.revision());
            json.writeStringField("version", resource.version());
            json.writeStringField("created-at", resource.createdAt().toString());
            json.writeObjectFieldStart("download");
            writeFile(json, urls.component(snapId, resource.name(), resource.revision()), resource.file());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The fields of {@code download} but its deltas. */
    public void writeFile(JsonGenerator json, String snapId, CatalogRevision.Facts revision) throws IOException {
        writeFile(json, urls.snap(snapId, revision.number()), revision.file());
    }

    private static void writeFile(JsonGenerator json, String url, CatalogRevision.File file) throws IOException {
        json.writeStringField("url", url);
        json.writeNumberField("size", file.size());
        json.writeStringField("sha3-384", file.digest().hex());
    }

    private static void writeEpoch(JsonGenerator json, Epoch epoch) throws IOException {
        json.writeArrayFieldStart("read");
        for (long number : epoch.read()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("write");
        for (long number : epoch.write()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }
}
