package org.brandstore.delta;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
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

    /** A device that follows a channel needs what the channel points to, or is on its way to, for its architecture. */
    private static final String FLEET = """
            select d.snap_id, d.revision as source, p.revision as target, count(*) as devices
            from device_snap d
            join (select snap_id, architecture, revision,
                      track || '/' || risk || case when branch = '' then '' else '/' || branch end as channel
                  from channel_pointer
                  union select snap_id, architecture, revision, track || '/' || risk from channel_phase) p
                on p.snap_id = d.snap_id and p.revision <> d.revision and p.channel = d.tracking_channel
            join snap_revision s on s.snap_id = d.snap_id and s.revision = d.revision
            left join device_place v on (v.brand_id, v.model, v.serial) = (d.brand_id, d.model, d.serial)
            where coalesce(v.last_seen_at, d.updated_at) > ?2
                and (v.architecture is null or p.architecture in (v.architecture, 'all'))
                and exists (select 1 from channel_history h where h.snap_id = d.snap_id and h.revision = d.revision)
                and not exists (select 1 from snap_delta k
                where k.snap_id = d.snap_id and k.source = d.revision and k.target = p.revision)
            group by d.snap_id, d.revision, p.revision
            order by devices desc, d.snap_id, source limit ?1""";

    /**
     * Asks less than the plan, so that what the plan would have made is never taken for needless: who would follow from one
     * end to the other does not matter here.
     */
    private static final String STILL_NEEDED = """
            update snap_delta k set needed_at = ?1
            where k.needed_at < ?2
                and exists (select 1 from device_snap d
                    left join device v on (v.brand_id, v.model, v.serial) = (d.brand_id, d.model, d.serial)
                    where d.snap_id = k.snap_id and d.revision = k.source and coalesce(v.last_seen_at, d.updated_at) > ?3)
                and (exists (select 1 from channel_pointer p where p.snap_id = k.snap_id and p.revision = k.target)
                    or exists (select 1 from channel_phase p where p.snap_id = k.snap_id and p.revision = k.target))""";

    private static final Duration NOTED_EVERY = Duration.ofHours(6);

    private final EntityManager database;
    private final Deltas deltas;
    private final DeltaConfig config;
    private final Clock clock;
    private final BlockingQueue<Step> asked = new ArrayBlockingQueue<>(MOST_ASKED);
    private final Set<Step> remembered = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    DeltaDemand(EntityManager database, Deltas deltas, DeltaConfig config, Clock clock) {
        this.database = database;
        this.deltas = deltas;
        this.config = config;
        this.clock = clock;
    }

    private record Step(SnapId snap, Revision source, Revision target) {}

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
     * Has the deltas made that the fleet will ask for.
     *
     * @return how many are new
     */
    @Transactional
    public int plan() {
        List<?> rows = database.createNativeQuery(FLEET, Tuple.class)
                .setParameter(1, MOST_PLANNED)
                .setParameter(2, clock.instant().minus(config.keep()))
                .getResultList();
        int fresh = 0;
        for (Object row : rows) {
            Tuple step = (Tuple) row;
            boolean added = deltas.want(
                    new SnapId(step.get("snap_id", String.class)),
                    new Revision(step.get("source", Integer.class)),
                    new Revision(step.get("target", Integer.class)),
                    step.get("devices", Long.class));
            fresh += added ? 1 : 0;
        }
        return fresh;
    }

    /** Notes which deltas devices may still use: those that were seen lately run the source, and a channel offers the target. */
    @Transactional
    public void noteNeeded() {
        database.createNativeQuery(STILL_NEEDED)
                .setParameter(1, clock.instant())
                .setParameter(2, clock.instant().minus(NOTED_EVERY))
                .setParameter(3, clock.instant().minus(config.keep()))
                .executeUpdate();
    }

    /** Forgets the oldest first. */
    private static final class Recent extends LinkedHashMap<Step, Boolean> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Step, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }
}
