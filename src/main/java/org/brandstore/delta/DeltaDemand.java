package org.brandstore.delta;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.delta.DeltaConfig;
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

    /** Who runs what and follows which channel, of those that were seen lately. */
    private static final String FLEET = """
            select d.snap_id, d.revision, d.tracking_channel, coalesce(v.architecture, '') as architecture,
                count(*) as devices
            from device_snap d
            left join device_place v on (v.brand_id, v.model, v.serial) = (d.brand_id, d.model, d.serial)
            where coalesce(v.last_seen_at, d.updated_at) > ?1
            group by 1, 2, 3, 4 order by devices desc, 1, 2, 3, 4 limit ?2""";

    private static final String STILL_RUN = """
            select k.snap_id, k.source, k.target from snap_delta k
            where k.needed_at < ?1
                and exists (select 1 from device_snap d
                    left join device v on (v.brand_id, v.model, v.serial) = (d.brand_id, d.model, d.serial)
                    where d.snap_id = k.snap_id and d.revision = k.source
                        and coalesce(v.last_seen_at, d.updated_at) > ?2)
            order by k.needed_at limit ?3""";

    private static final String NEEDED =
            "update snap_delta set needed_at = ?1 where snap_id = ?2 and source = ?3 and target = ?4";

    private static final int MOST_GROUPS = 20_000;
    private static final Duration NOTED_EVERY = Duration.ofHours(6);

    private final EntityManager database;
    private final DeltaTargets targets;
    private final OfferedDeltas offered;
    private final Deltas deltas;
    private final DeltaConfig config;
    private final Clock clock;
    private final BlockingQueue<Step> asked = new ArrayBlockingQueue<>(MOST_ASKED);
    private final Set<Step> remembered = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    DeltaDemand(
            EntityManager database,
            DeltaTargets targets,
            OfferedDeltas offered,
            Deltas deltas,
            DeltaConfig config,
            Clock clock) {
        this.database = database;
        this.targets = targets;
        this.offered = offered;
        this.deltas = deltas;
        this.config = config;
        this.clock = clock;
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
     * Has the deltas made that were asked for since the last time.
     *
     * @return how many are new
     */
    public int passOn() {
        List<Step> steps = new ArrayList<>();
        asked.drainTo(steps);
        int fresh = 0;
        for (Step step : steps) {
            if (deltas.want(step.snap(), step.source(), step.target(), 1)) {
                fresh++;
            }
        }
        return fresh;
    }

    /**
     * Has the deltas made that the fleet will ask for, those of most devices first.
     *
     * @return how many are new
     */
    @Transactional
    public int plan() {
        Instant now = clock.instant();
        List<?> rows = database.createNativeQuery(FLEET, Tuple.class)
                .setParameter(1, now.minus(config.keep()))
                .setParameter(2, MOST_GROUPS)
                .getResultList();
        Map<Step, Long> wanted = new LinkedHashMap<>();
        for (Object row : rows) {
            Tuple group = (Tuple) row;
            SnapId snap = new SnapId(group.get("snap_id", String.class));
            Revision source = new Revision(group.get("revision", Integer.class));
            String architecture = group.get("architecture", String.class);
            for (int target :
                    targets.of(snap, source.value(), group.get("tracking_channel", String.class), architecture, now)) {
                wanted.merge(new Step(snap, source, new Revision(target)), group.get("devices", Long.class), Long::sum);
            }
        }
        ReadyDeltas ready = offered.current();
        return (int) wanted.entrySet().stream()
                .filter(step -> !step.getKey().isIn(ready))
                .sorted(Map.Entry.<Step, Long>comparingByValue().reversed())
                .limit(MOST_PLANNED)
                .filter(step -> deltas.want(
                        step.getKey().snap(),
                        step.getKey().source(),
                        step.getKey().target(),
                        step.getValue()))
                .count();
    }

    /**
     * Notes which deltas devices may still use: those that were seen lately run the source, and something offers the target.
     * Asks less than the plan, so that what the plan would have made is never taken for needless: who would follow from one
     * end to the other does not matter here.
     */
    @Transactional
    public void noteNeeded() {
        Instant now = clock.instant();
        List<?> rows = database.createNativeQuery(STILL_RUN, Tuple.class)
                .setParameter(1, now.minus(NOTED_EVERY))
                .setParameter(2, now.minus(config.keep()))
                .setParameter(3, MOST_GROUPS)
                .getResultList();
        for (Object row : rows) {
            Tuple delta = (Tuple) row;
            String snap = delta.get("snap_id", String.class);
            int target = delta.get("target", Integer.class);
            if (targets.isOffered(new SnapId(snap), target, now)) {
                database.createNativeQuery(NEEDED)
                        .setParameter(1, now)
                        .setParameter(2, snap)
                        .setParameter(3, delta.get("source", Integer.class))
                        .setParameter(4, target)
                        .executeUpdate();
            }
        }
    }

    /** Forgets the oldest first. */
    private static final class Recent extends LinkedHashMap<Step, Boolean> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Step, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }
}
