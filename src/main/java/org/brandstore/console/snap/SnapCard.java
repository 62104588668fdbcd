package org.brandstore.console.snap;

import java.util.List;

/**
 * A snap in the list.
 *
 * @param path of its own page
 * @param title empty if it is the name
 * @param latest the newest revision in words; empty if there is none
 * @param latestTime when that was accepted, in ISO 8601
 * @param upload how the last upload stands; empty if nothing was uploaded
 * @param tone which colour that has
 * @param uploadTime when that was uploaded, in ISO 8601
 */
record SnapCard(
        String path,
        String name,
        String title,
        String store,
        String latest,
        String latestTime,
        String upload,
        String tone,
        String uploadTime,
        List<Open> channels) {
    /** A channel that offers something. */
    record Open(String channel, String version) {}
}
