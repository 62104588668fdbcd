package org.brandstore.refresh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.blob.BlobId;
import org.brandstore.event.DerivedState;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;
import org.brandstore.snap.delta.Deltas;
import org.brandstore.snap.delta.SnapDelta;

/**
 * All deltas that are ready, in memory. Who may see one is not decided here: a delta is offered, and given out, only
 * together with the revision that it makes.
 */
@ApplicationScoped
public class OfferedDeltas implements DerivedState {
    private static final JsonFactory JSON = new JsonFactory();

    private final Deltas deltas;
    private final DownloadUrls urls;
    private volatile Map<Step, OfferedDelta> ready = Map.of();

    OfferedDeltas(Deltas deltas, DownloadUrls urls) {
        this.deltas = deltas;
        this.urls = urls;
    }

    private record Step(String snap, int source, int target) {}

    /** The delta from one revision to another. Touches nothing but memory. */
    public Optional<OfferedDelta> find(String snap, int source, int target) {
        Map<Step, OfferedDelta> present = ready;
        return present.isEmpty() ? Optional.empty() : Optional.ofNullable(present.get(new Step(snap, source, target)));
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
        Map<Step, OfferedDelta> fresh = HashMap.newHashMap(all.size());
        for (SnapDelta delta : all) {
            fresh.put(
                    new Step(
                            delta.snap().value(),
                            delta.source().value(),
                            delta.target().value()),
                    new OfferedDelta(new BlobId(delta.digest(), delta.size()), json(delta)));
        }
        ready = fresh;
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
