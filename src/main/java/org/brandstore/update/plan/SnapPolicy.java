package org.brandstore.update.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;

/** What was decided about one snap. */
public final class SnapPolicy {
    private static final String ALL = "all";

    /** Nothing. */
    public static final SnapPolicy NONE = new SnapPolicy(Map.of(), Map.of());

    private final Map<Channel, Map<String, Rollout>> moving;
    private final Map<Channel, Set<Integer>> stopped;

    private SnapPolicy(Map<Channel, Map<String, Rollout>> moving, Map<Channel, Set<Integer>> stopped) {
        this.moving = Map.copyOf(moving);
        this.stopped = Map.copyOf(stopped);
    }

    /** Where a channel is on its way to for devices of an architecture; its own way comes before the one for all. */
    public Optional<Rollout> rollout(Channel channel, String architecture) {
        Map<String, Rollout> ways = moving.getOrDefault(channel, Map.of());
        return Optional.ofNullable(ways.getOrDefault(architecture, ways.get(ALL)));
    }

    /** Whether any channel is on its way to the revision. */
    public boolean isOnItsWay(int revision) {
        return moving.values().stream()
                .flatMap(ways -> ways.values().stream())
                .anyMatch(way -> way.revision().value() == revision);
    }

    /** Whether any channel is on its way. */
    public boolean isMoving() {
        return !moving.isEmpty();
    }

    /** Whether nobody who does not have the revision is offered it in this channel. */
    public boolean stops(Channel channel, int revision) {
        return stopped.getOrDefault(channel, Set.of()).contains(revision);
    }

    /** A policy in the making. Stops come first: they hold up what is on its way to what they stop. */
    static final class Draft {
        private final Map<Channel, Map<String, Rollout>> moving = new HashMap<>();
        private final Map<Channel, Set<Integer>> stopped = new HashMap<>();

        void stop(Channel channel, Revision revision) {
            stopped.computeIfAbsent(channel, absent -> new HashSet<>()).add(revision.value());
        }

        void move(Channel channel, String architecture, Rollout rollout) {
            boolean isStopped = stopped.getOrDefault(channel, Set.of())
                    .contains(rollout.revision().value());
            moving.computeIfAbsent(channel, absent -> new HashMap<>())
                    .put(architecture, isStopped ? rollout.halted() : rollout);
        }

        SnapPolicy make() {
            return new SnapPolicy(moving, stopped);
        }
    }
}
