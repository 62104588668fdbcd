package org.brandstore.console.release;

import java.util.List;

/**
 * A release request on its own page.
 *
 * @param comparisons empty once the request is closed
 * @param following how many devices get what the channel offers
 * @param changing how many of them run another revision
 * @param running how many of them run this one
 * @param runningWidth the same as a part of a bar, such as {@code 40%}
 * @param mayApprove whether the form offers it to this viewer
 * @param mayReject likewise
 * @param standing what to tell the viewer who cannot decide; empty for one who can
 */
record ReleaseDetail(
        ReleaseCard card,
        String title,
        String summary,
        String uploader,
        String uploadedAt,
        String requestedAt,
        List<Comparison> comparisons,
        List<Fact> facts,
        List<String> warnings,
        long following,
        long changing,
        long running,
        String runningWidth,
        List<Step> steps,
        boolean mayApprove,
        boolean mayReject,
        String standing) {

    /**
     * The revision against what one group of devices has now.
     *
     * @param devices for which devices, such as {@code amd64, armhf}
     * @param now what these get at present, in words
     * @param rows empty if they have nothing yet
     */
    record Comparison(String devices, String now, List<Row> rows, List<String> added, List<String> removed) {}

    /** @param note such as the difference; empty for none */
    record Row(String label, String from, String to, String note, boolean changed) {}

    record Fact(String label, String value) {}

    /**
     * One line of the request's story.
     *
     * @param time in ISO 8601
     * @param tone as of a badge
     */
    record Step(String text, String reason, String time, String tone) {}
}
