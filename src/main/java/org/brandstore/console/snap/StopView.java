package org.brandstore.console.snap;

import org.brandstore.release.Stop;

/**
 * A revision that a channel offers to no further device.
 *
 * @param person who stopped it
 * @param time since when, in ISO 8601
 */
record StopView(String channel, String revision, String person, String time, String reason) {
    static StopView of(Stop stop, PeopleNames names) {
        return new StopView(
                stop.channel().toString(),
                stop.revision().toString(),
                stop.by().map(names::of).orElse("the operator of the server"),
                stop.at().toString(),
                stop.reason());
    }
}
