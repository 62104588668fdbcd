package org.brandstore.console.release;

import java.util.List;

/**
 * A release request in a list.
 *
 * @param from the version that devices have now; empty if there is none
 * @param share which share of the devices is meant; empty for all
 * @param badges what to notice before opening it
 * @param time the moment that matters in its state, in ISO 8601
 * @param timeLabel what happened, or will, at that time
 */
record ReleaseCard(
        String id,
        String snap,
        String store,
        String channel,
        String share,
        String from,
        String version,
        String revision,
        String requester,
        String reach,
        String progress,
        List<Badge> badges,
        String state,
        String stateLabel,
        String time,
        String timeLabel) {

    /** @param tone which colour: {@code plain}, {@code good}, {@code caution} or {@code danger} */
    record Badge(String text, String tone) {}
}
