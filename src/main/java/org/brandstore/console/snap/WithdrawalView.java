package org.brandstore.console.snap;

import java.util.List;

/**
 * What it means to withdraw a revision.
 *
 * @param board the page of the snap
 * @param path of this page
 * @param done whether it was withdrawn already
 * @param devices how many run it, such as {@code 12 devices}; empty for none
 * @param effects where it is offered now, and what is offered then
 */
record WithdrawalView(
        String board,
        String path,
        String name,
        String version,
        String number,
        boolean done,
        String devices,
        List<Effect> effects) {
    /** @param then what devices get instead, in words */
    record Effect(String channel, String architecture, String then) {}
}
