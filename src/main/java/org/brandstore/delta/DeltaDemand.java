package org.brandstore.delta;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.database.Chores;
import org.brandstore.database.EachAlone;
import org.brandstore.device.fleet.FleetQueries;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.delta.DeltaConfig;
import org.brandstore.snap.delta.DeltaQueries;
import org.brandstore.snap.delta.Deltas;

/**
 * Which deltas are worth making: from the revisions that devices said they run to the ones that their channels point to,
 * and those that a device would just have used.
 */
@ApplicationScoped
public class DeltaDemand {
    private static final int MOST_ASKED = 1_000;
    private static final int MOST_REMEMBERED = 20_000;
    private static final int MOST_PLANNED = 1_000;

    private static final String STILL_RUN = DeltaQueries.notedBefore(FleetQueries.runs("k.snap_id", "k.source", "?2"));

    private static final int MOST_TRIES = 3;
    private static final int MOST_GROUPS = 20_000;
    private static final Duration NOTED_EVERY = Duration.ofHours(6);

    private final EntityManager database;
    private final DeltaTargets targets;
    private final OfferedDeltas offered;
    private final Deltas deltas;
    private final DeltaConfig config;
    private final Clock clock;
    private final BlockingQueue<Step> asked = new ArrayBlockingQueue<>(MOST_ASKED);
    /** What was asked for and is not written down yet. */
    private final Set<Step> open = Collections.synchronizedSet(new LinkedHashSet<>());

    private final EachAlone<Step> wishes;
    private final EachAlone<String> groups;
    private final Set<Step> remembered = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    DeltaDemand(
            EntityManager database,
            DeltaTargets targets,
            OfferedDeltas offered,
            Deltas deltas,
            DeltaConfig config,
            Chores chores,
            Clock clock) {
        this.database = database;
        this.targets = targets;
        this.offered = offered;
        this.deltas = deltas;
        this.config = config;
        this.clock = clock;
        this.wishes = chores.ending(
                "write down that a delta is wanted", MOST_TRIES, (Step step, Throwable reason) -> open.remove(step));
        this.groups = chores.resting("find the deltas that devices need");
    }

    private record Step(SnapId snap, Revision source, Revision target) {
        boolean isIn(ReadyDeltas ready) {
            return ready.find(snap.value(), source.value(), target.value()).isPresent();
        }
    }

    /** Notes that a device would have used a delta; takes no time, and forgets what is too much. */
    public void ask(String snap, int source, int target) {
        if (source < 1 || source == target) {
            return;
        }
        Step step = new Step(new SnapId(snap), new Revision(source), new Revision(target));
        if (remembered.add(step) && !asked.offer(step)) {
            remembered.remove(step);
        }
    }

    /**
     * Has the deltas made that were asked for since the last time. One that cannot be written down is tried again some
     * times, and keeps no other back.
     *
     * @return how many are new
     */
    public synchronized int passOn() {
        asked.drainTo(open, MOST_ASKED - open.size());
        Map<Step, Long> waiting = new LinkedHashMap<>();
        open.forEach(step -> waiting.put(step, 1L));
        return want(waiting);
    }

    /**
     * Has the deltas made that the fleet will ask for, those of most devices first.
     *
     * @return how many are new
     */
    public int plan() {
        Instant now = clock.instant();
        Map<Step, Long> wanted = new LinkedHashMap<>();
        for (Tuple group : QuarkusTransaction.requiringNew().call(() -> fleet(now))) {
            groups.attempt(
                    "of: " + group.get("snap_id") + " " + group.get("tracking_channel"),
                    of -> needs(group, now, wanted));
        }
        ReadyDeltas ready = offered.current();
        Set<Step> resting = wishes.resting();
        Map<Step, Long> first = new LinkedHashMap<>();
        wanted.entrySet().stream()
                .filter(step -> !step.getKey().isIn(ready) && !resting.contains(step.getKey()))
                .sorted(Map.Entry.<Step, Long>comparingByValue().reversed())
                .limit(MOST_PLANNED)
                .forEachOrdered(step -> first.put(step.getKey(), step.getValue()));
        return want(first);
    }

    private List<Tuple> fleet(Instant now) {
        return rows(database.createNativeQuery(FleetQueries.groups(), Tuple.class)
                .setParameter(1, now.minus(config.keep()))
                .setParameter(2, MOST_GROUPS));
    }

    private void needs(Tuple group, Instant now, Map<Step, Long> wanted) {
        SnapId snap = new SnapId(group.get("snap_id", String.class));
        Revision source = new Revision(group.get("revision", Integer.class));
        String channel = group.get("tracking_channel", String.class);
        for (int target : targets.of(snap, source.value(), channel, group.get("architecture", String.class), now)) {
            wanted.merge(new Step(snap, source, new Revision(target)), group.get("devices", Long.class), Long::sum);
        }
    }

    private int want(Map<Step, Long> devices) {
        AtomicInteger fresh = new AtomicInteger();
        wishes.each(List.copyOf(devices.keySet()), step -> {
            fresh.addAndGet(
                    deltas.want(step.snap(), step.source(), step.target(), devices.getOrDefault(step, 1L)) ? 1 : 0);
            open.remove(step);
        });
        return fresh.get();
    }

    /**
     * Notes which deltas devices may still use: those that were seen lately run the source, and something offers the target.
     * Asks less than the plan, so that what the plan would have made is never taken for needless: who would follow from one
     * end to the other does not matter here.
     */
    public void noteNeeded() {
        Instant now = clock.instant();
        List<Tuple> needed = new ArrayList<>();
        for (Tuple delta : QuarkusTransaction.requiringNew().call(() -> stillRun(now))) {
            groups.attempt("needed: " + delta.get("snap_id") + " " + delta.get("target"), of -> {
                if (targets.isOffered(
                        new SnapId(delta.get("snap_id", String.class)), delta.get("target", Integer.class), now)) {
                    needed.add(delta);
                }
            });
        }
        QuarkusTransaction.requiringNew().run(() -> needed.forEach(delta -> note(delta, now)));
    }

    private List<Tuple> stillRun(Instant now) {
        return rows(database.createNativeQuery(STILL_RUN, Tuple.class)
                .setParameter(1, now.minus(NOTED_EVERY))
                .setParameter(2, now.minus(config.keep()))
                .setParameter(3, MOST_GROUPS));
    }

    private void note(Tuple delta, Instant now) {
        database.createNativeQuery(DeltaQueries.noteNeeded())
                .setParameter(1, now)
                .setParameter(2, delta.get("snap_id", String.class))
                .setParameter(3, delta.get("source", Integer.class))
                .setParameter(4, delta.get("target", Integer.class))
                .executeUpdate();
    }

    private static List<Tuple> rows(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(Tuple.class::cast).toList();
    }

    /** Forgets the oldest first. */
    private static final class Recent extends LinkedHashMap<Step, Boolean> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Step, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }
}
