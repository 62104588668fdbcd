package org.brandstore.console.snap;

import java.util.List;

/**
 * A snap on its own page.
 *
 * @param path of the page
 * @param title empty if it is the name
 * @param mayRelease whether the viewer may move its channels
 * @param mayPublish whether the viewer may upload
 * @param revisions a part of them, newest first
 * @param uploads the newest ones, newest first
 * @param channels to choose from when uploading or stopping
 * @param stops what is offered to no further device
 */
record BoardView(
        String path,
        String name,
        String title,
        String store,
        boolean mayRelease,
        boolean mayPublish,
        List<TrackView> tracks,
        RevisionPage revisions,
        List<UploadView> uploads,
        List<String> channels,
        List<StopView> stops) {

    /** @param standard whether channels without a track mean this one */
    record TrackView(String name, boolean standard, List<ColumnView> columns, List<RowView> rows) {}

    /** @param id of the element that chooses the channel */
    record ColumnView(String id, String channel, String risk) {}

    /** What the channels of a track offer to one architecture. */
    record RowView(String id, String architecture, List<CellView> cells) {}

    /**
     * What one channel offers to one architecture.
     *
     * @param column of the element that chooses the channel
     * @param closed whether devices get nothing from it
     * @param offers none if the channel offers nothing of its own; more than one with branches
     * @param phases what is on its way to a share of the devices
     * @param pending what waits for a decision or for its time
     */
    record CellView(
            String id,
            String column,
            String channel,
            String risk,
            boolean closed,
            List<Offer> offers,
            List<PhaseView> phases,
            List<Pending> pending) {}

    /**
     * A revision that devices get.
     *
     * @param branch empty for the channel itself
     * @param version empty if what was released was withdrawn and nothing is left
     * @param time since when, in ISO 8601
     * @param withdrawn what was released last but was withdrawn, such as {@code 2.0 (revision 7)}; empty if nothing was
     * @param passedOver what was released last but comes to nobody, since a greater epoch can read the same data; empty if
     *     it comes to somebody
     * @param others what devices get that cannot go to {@code version}, since it cannot read their data
     */
    record Offer(
            String branch,
            String version,
            String revision,
            String time,
            String withdrawn,
            String passedOver,
            List<String> others) {}

    /**
     * What is on its way to a share of the devices.
     *
     * @param share such as {@code 25 %}
     * @param withdrawn whether therefore nobody gets it
     */
    record PhaseView(String version, String revision, String share, String time, boolean withdrawn) {}

    /**
     * A release request.
     *
     * @param share such as {@code 25 % of the devices}; empty for all
     * @param branch empty for the channel itself
     */
    record Pending(String id, String version, String revision, String share, String branch, String label) {}

    /**
     * A part of the revisions.
     *
     * @param range such as {@code 60 to 31 of 93}; empty if these are all
     * @param newer where the newer ones are; empty if there are none
     * @param older where the older ones are; empty if there are none
     */
    record RevisionPage(List<RevisionView> shown, String range, String newer, String older) {}

    /**
     * A revision.
     *
     * @param facts its size, confinement and grade in words
     * @param channels where devices get it now
     * @param components what goes with it, such as {@code maps 1.2 (revision 3)}
     * @param findings what the review saw
     */
    record RevisionView(
            String number,
            String version,
            String architectures,
            String facts,
            String uploader,
            String time,
            boolean withdrawn,
            List<String> channels,
            List<String> components,
            List<NoteView> findings) {}
}
