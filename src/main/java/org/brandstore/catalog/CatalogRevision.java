package org.brandstore.catalog;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brandstore.channel.Offerable;
import org.brandstore.naming.Sha3_384;
import org.brandstore.snap.metadata.Epoch;
import org.jspecify.annotations.Nullable;

/** A revision that was released at least once, with its JSON made in advance. */
public final class CatalogRevision implements Offerable {
    private final Facts facts;
    private final YamlFacts apps;
    private final List<CatalogResource> resources;
    private final byte[] json;
    private final int deltasAt;

    /**
     * What is known of a revision.
     *
     * @param number the revision number
     * @param version what the publisher calls it
     * @param type the snap type as on the wire
     * @param architectures what it runs on
     * @param base the base snap, or null
     * @param confinement as on the wire
     * @param file the snap file
     * @param epoch of its data
     * @param createdAt when it was uploaded
     * @param withdrawn whether it must not be offered any more
     */
    public record Facts(
            int number,
            String version,
            String type,
            List<String> architectures,
            @Nullable String base,
            String confinement,
            File file,
            Epoch epoch,
            Instant createdAt,
            boolean withdrawn) {
        /** One other value, and clients throw away the whole answer (device-api.md 1.5). */
        private static final Set<String> TYPES = Set.of("app", "gadget", "kernel", "os", "base", "snapd");

        public Facts {
            architectures = List.copyOf(architectures);
            require(number >= 1, "revision " + number + " is not 1 or more");
            require(TYPES.contains(type), "type " + type + " is none that clients know");
            require(!architectures.isEmpty(), "there are no architectures");
            require(file.size() > 0, "the file is empty");
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException("cannot show the revision: " + otherwise);
            }
        }

        public Optional<String> findBase() {
            return Optional.ofNullable(base);
        }
    }

    /**
     * A file that is downloaded.
     *
     * @param digest of all its bytes
     * @param size in bytes
     */
    public record File(Sha3_384 digest, long size) {}

    /**
     * @param json the whole {@code snap} object of a refresh result (device-api.md 6.3); not copied
     * @param deltasAt where the items of {@code download.deltas} go
     */
    CatalogRevision(Facts facts, YamlFacts apps, List<CatalogResource> resources, byte[] json, int deltasAt) {
        this.facts = facts;
        this.apps = apps;
        this.resources = List.copyOf(resources);
        this.json = json;
        this.deltasAt = deltasAt;
    }

    public Facts facts() {
        return facts;
    }

    @Override
    public Epoch epoch() {
        return facts.epoch();
    }

    @Override
    public boolean isWithdrawn() {
        return facts.withdrawn();
    }

    public YamlFacts apps() {
        return apps;
    }

    /** The components that go with it, at most one revision of each. */
    public List<CatalogResource> resources() {
        return resources;
    }

    public int number() {
        return facts.number();
    }

    /** How many bytes {@link #writeTo} writes. */
    public int jsonLength() {
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

    /** Whether devices of this architecture can run it. */
    public boolean runsOn(String architecture) {
        return facts.architectures().contains(architecture)
                || facts.architectures().contains("all");
    }

    @Override
    public String toString() {
        return "revision " + facts.number();
    }
}
