package org.brandstore.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brandstore.channel.Offerable;
import org.brandstore.naming.Sha3_384;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.snap.metadata.YamlFacts;
import org.jspecify.annotations.Nullable;

/** A revision that was released at least once. */
public final class CatalogRevision implements Offerable {
    private final Facts facts;
    private final List<CatalogResource> resources;
    private @Nullable Description description;

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

    public CatalogRevision(Facts facts, List<CatalogResource> resources) {
        this.facts = facts;
        this.resources = List.copyOf(resources);
    }

    /** Gives it its description, before anybody sees the catalog that it is part of. */
    public void describe(Description made) {
        description = made;
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

    /**
     * Its description: that of all revisions which a channel offers is at hand. That of others is read when somebody asks
     * for them, by {@code ColdRevisions}.
     */
    public Optional<Description> description() {
        return Optional.ofNullable(description);
    }

    /** What its snap.yaml says that clients read elsewhere, if it has a description at hand. */
    public YamlFacts apps() {
        return description == null ? YamlFacts.NONE : description.apps();
    }

    /** The components that go with it, at most one revision of each. */
    public List<CatalogResource> resources() {
        return resources;
    }

    public int number() {
        return facts.number();
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
