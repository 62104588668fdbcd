package org.brandstore.catalog;

import java.io.ByteArrayOutputStream;
import org.brandstore.snap.metadata.YamlFacts;

/** How a revision is described to devices: the JSON of it, made in advance. */
public final class Description {
    private final YamlFacts apps;
    private final byte[] json;
    private final int deltasAt;

    /**
     * @param apps what snap.yaml says that clients read elsewhere
     * @param json the whole {@code snap} object of a refresh result (device-api.md 6.3); not copied
     * @param deltasAt where the items of {@code download.deltas} go
     */
    Description(YamlFacts apps, byte[] json, int deltasAt) {
        this.apps = apps;
        this.json = json;
        this.deltasAt = deltasAt;
    }

    public YamlFacts apps() {
        return apps;
    }

    /** How many bytes {@link #writeTo} writes. */
    public int length() {
        return json.length;
    }

    /** Writes the {@code snap} object. */
    public void writeTo(ByteArrayOutputStream out) {
        out.write(json, 0, json.length);
    }

    /** Writes the {@code snap} object with these JSON objects, joined by commas, as its deltas. */
    public void writeTo(ByteArrayOutputStream out, byte[] deltas) {
        out.write(json, 0, deltasAt);
        out.write(deltas, 0, deltas.length);
        out.write(json, deltasAt, json.length - deltasAt);
    }
}
