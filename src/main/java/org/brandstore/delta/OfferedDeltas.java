package org.brandstore.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.blob.BlobId;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.event.DerivedState;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;
import org.brandstore.snap.delta.Deltas;
import org.brandstore.snap.delta.SnapDelta;

/** Holds the deltas that can be had and reads them anew when there are others. */
@ApplicationScoped
public class OfferedDeltas implements DerivedState {
    private static final JsonFactory JSON = new JsonFactory();

    private final Deltas deltas;
    private final DownloadUrls urls;
    private volatile ReadyDeltas current = ReadyDeltas.NONE;

    OfferedDeltas(Deltas deltas, DownloadUrls urls) {
        this.deltas = deltas;
        this.urls = urls;
    }

    /** What there is now. Take it once per request: it may be replaced at any moment. */
    public ReadyDeltas current() {
        return current;
    }

    @Override
    public String name() {
        return "offered-deltas";
    }

    @Override
    public boolean concerns(StoreChanged change) {
        return change.topic() == Topic.DELTAS;
    }

    /** Reads anew what is ready. */
    @Override
    public synchronized void read() {
        List<SnapDelta> all = deltas.ready();
        Map<ReadyDeltas.Step, OfferedDelta> fresh = HashMap.newHashMap(all.size());
        for (SnapDelta delta : all) {
            fresh.put(
                    new ReadyDeltas.Step(
                            delta.snap().value(),
                            delta.source().value(),
                            delta.target().value()),
                    new OfferedDelta(new BlobId(delta.digest(), delta.size()), json(delta)));
        }
        current = new ReadyDeltas(fresh);
    }

    private OfferedDelta.Json json(SnapDelta delta) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("format", SnapDelta.FORMAT);
            json.writeNumberField("source", delta.source().value());
            json.writeNumberField("target", delta.target().value());
            json.writeStringField(
                    "url",
                    urls.delta(
                            delta.snap().value(),
                            delta.source().value(),
                            delta.target().value()));
            json.writeNumberField("size", delta.size());
            json.writeStringField("sha3-384", delta.digest().hex());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return new OfferedDelta.Json(out.toByteArray());
    }
}
