package org.brandstore.bench;

/** The request of a device's automatic refresh, header for header (device-api.md 1.3 and 6.1). */
final class PollPattern {
    private static final String FIELDS =
            "[\"architectures\",\"base\",\"confinement\",\"links\",\"contact\",\"created-at\","
                    + "\"description\",\"download\",\"epoch\",\"license\",\"name\",\"prices\",\"private\",\"publisher\","
                    + "\"revision\",\"snap-id\",\"snap-yaml\",\"summary\",\"title\",\"type\",\"version\",\"website\","
                    + "\"store-url\",\"integrity\",\"media\",\"common-ids\",\"categories\"]";

    private PollPattern() {}

    /** With the marks of {@link PollRequests} where devices differ, one each. */
    static String of(int refreshedLength) {
        String body = body();
        int length = body.length() + SeededStore.POLLED_SNAPS * (refreshedLength - 1);
        return head(length) + body;
    }

    /** The body alone, with the mark of {@link PollRequests} where the time of the refresh goes. */
    static String body() {
        StringBuilder context = new StringBuilder();
        StringBuilder actions = new StringBuilder();
        for (int snap = 1; snap <= SeededStore.POLLED_SNAPS; snap++) {
            String id = SeededStore.snapId(snap);
            String comma = snap == 1 ? "" : ",";
            context.append(comma)
                    .append("{\"snap-id\":\"")
                    .append(id)
                    .append("\",\"instance-key\":\"")
                    .append(id)
                    .append("\",\"revision\":")
                    .append(SeededStore.REVISIONS)
                    .append(",\"tracking-channel\":\"latest/stable\",\"epoch\":{\"read\":[0],\"write\":[0]},")
                    .append("\"refreshed-date\":\"")
                    .append(PollRequests.REFRESHED)
                    .append("\"}");
            actions.append(comma)
                    .append("{\"action\":\"refresh\",\"instance-key\":\"")
                    .append(id)
                    .append("\",\"snap-id\":\"")
                    .append(id)
                    .append("\",\"channel\":\"latest/stable\"}");
        }
        return "{\"context\":[" + context + "],\"actions\":[" + actions + "],\"fields\":" + FIELDS + "}";
    }

    private static String head(int length) {
        return "POST /v2/snaps/refresh HTTP/1.1\r\n"
                + "Host: store.example.com\r\n"
                + "User-Agent: snapd/2.66.1 (series 16) ubuntu-core/24 (amd64) linux/6.8.0-48-generic\r\n"
                + "Content-Length: " + length + "\r\n"
                + "Accept: application/json\r\n"
                + "Content-Type: application/json\r\n"
                + "Snap-Accept-Delta-Format: xdelta3\r\n"
                + "Snap-Classic: false\r\n"
                + "Snap-Device-Architecture: amd64\r\n"
                + "Snap-Device-Authorization: Macaroon root=\"" + PollRequests.SESSION + "\"\r\n"
                + "Snap-Device-Capabilities: default-tracks\r\n"
                + "Snap-Device-Series: 16\r\n"
                + "Snap-Device-Store: " + SeededStore.STORE + "\r\n"
                + "Snap-Refresh-Reason: scheduled\r\n"
                + "Accept-Encoding: gzip\r\n"
                + "\r\n";
    }
}
