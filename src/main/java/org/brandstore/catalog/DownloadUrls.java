package org.brandstore.catalog;

import org.brandstore.naming.Sha3_384;

/**
 * Where clients fetch files. All addresses are our own: clients send their session to whatever host they are given
 * (device-api.md trap 25).
 *
 * @param base the public URL of this store without a slash at its end
 * @param icons names icons
 */
public record DownloadUrls(String base, IconTokens icons) {
    /** Under which snap files and component files are served. */
    public static final String SNAPS = "/api/v1/snaps/download";

    /** Under which deltas between snap files are served. */
    public static final String DELTAS = SNAPS + "/deltas";

    /** Under which icons are served. */
    public static final String ICONS = "/api/v1/snaps/icons";

    /** Under which several assertions at once are served. */
    public static final String STREAMS = "/v2/assertions/stream";

    public String snap(String snapId, int revision) {
        return base + SNAPS + "/" + snapId + "_" + revision + ".snap";
    }

    /** @param name of the component within its snap */
    public String component(String snapId, String name, int revision) {
        return base + SNAPS + "/" + snapId + "_" + name + "_" + revision + ".comp";
    }

    /** Where the delta is that makes one revision from another. */
    public String delta(String snapId, int source, int target) {
        return base + DELTAS + "/" + snapId + "_" + source + "_" + target + ".xdelta3";
    }

    public String icon(Sha3_384 icon) {
        return base + ICONS + "/" + icons.make(icon);
    }

    /** @param list an list of assertions as text */
    public String stream(String list) {
        return base + STREAMS + "/" + list;
    }
}
