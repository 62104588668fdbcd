package org.brandstore.update.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/**
 * All that was decided about who gets what and when, at one moment. Immutable, and apart from the catalog: what stops an
 * update has nothing to render and is there at once.
 */
public final class Policy {
    /** Nothing was decided: channels offer what they point to. */
    public static final Policy NONE = new Policy(List.of(), List.of());

    private final Map<String, SnapPolicy> bySnap;

    /**
     * A channel of a snap on its way to a revision.
     *
     * @param architecture the architecture of the devices, or {@code all} for those that have none of their own here
     */
    public record Moving(SnapId snap, Channel channel, String architecture, Rollout rollout) {}

    /** A revision that a channel offers to no further device, of whatever architecture. */
    public record Stopped(SnapId snap, Channel channel, Revision revision) {}

    public Policy(List<Moving> moving, List<Stopped> stopped) {
        Map<String, SnapPolicy.Draft> drafts = new HashMap<>();
        stopped.forEach(stop -> draft(drafts, stop.snap()).stop(stop.channel(), stop.revision()));
        moving.forEach(move -> draft(drafts, move.snap()).move(move.channel(), move.architecture(), move.rollout()));
        Map<String, SnapPolicy> made = HashMap.newHashMap(drafts.size());
        drafts.forEach((snap, draft) -> made.put(snap, draft.make()));
        this.bySnap = Map.copyOf(made);
    }

    private static SnapPolicy.Draft draft(Map<String, SnapPolicy.Draft> drafts, SnapId snap) {
        return drafts.computeIfAbsent(snap.value(), absent -> new SnapPolicy.Draft());
    }

    /** What was decided about a snap; {@link SnapPolicy#NONE} if nothing was. */
    public SnapPolicy of(String snap) {
        return bySnap.getOrDefault(snap, SnapPolicy.NONE);
    }

    /** About how many snaps something was decided. */
    public int size() {
        return bySnap.size();
    }
}
