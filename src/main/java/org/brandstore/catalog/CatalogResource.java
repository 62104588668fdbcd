package org.brandstore.catalog;

import java.time.Instant;

/**
 * A component that goes with a revision of its snap (device-api.md 13.3).
 *
 * @param name of the component within its snap
 * @param revision the number of its file
 * @param type as the snap declares it, without the prefix that it has on the wire
 * @param version as people read it
 * @param file the component file
 * @param createdAt when it was uploaded
 */
public record CatalogResource(
        String name, int revision, String type, String version, CatalogRevision.File file, Instant createdAt) {

    /** Tells it from all others of the snap. */
    String key() {
        return key(name, revision);
    }

    static String key(String name, int revision) {
        return name + "/" + revision;
    }
}
