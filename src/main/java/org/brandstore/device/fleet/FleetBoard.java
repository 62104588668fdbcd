package org.brandstore.device.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.store.StoreQueries;
import org.hibernate.Session;

/** The devices of a store, counted. A device belongs to the store that the model names with which it came. */
@ApplicationScoped
public class FleetBoard {
    private static final Duration LATELY = Duration.ofDays(1);

    private final Session database;
    private final Clock clock;

    FleetBoard(Session database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Transactional
    public FleetSummary summary(StoreId store) {
        Tuple row = database.createNativeQuery("""
                        select count(*) as devices, count(*) filter (where d.last_seen_at > :since) as lately,
                            max(d.last_seen_at) as last
                        from device_place d
                        where d.store_id = :store and d.brand_id = %s
                          and d.revoked_at is null""".formatted(StoreQueries.brandOf(":store")), Tuple.class)
                .setParameter("since", clock.instant().minus(LATELY))
                .setParameter("store", store.value())
                .getSingleResult();
        return new FleetSummary(
                row.get("devices", Long.class),
                row.get("lately", Long.class),
                Optional.ofNullable(row.get("last", Instant.class)));
    }

    /** What the devices run, by snap, revision and channel; one that runs a snap twice over counts in each group once. */
    @Transactional
    public List<FleetGroup> groups(StoreId store) {
        return database
                .createNativeQuery("""
                        select s.snap_id, s.tracking_channel, s.revision, d.architecture,
                            count(distinct (s.model, s.serial)) as devices
                        from device_snap s
                        join device_place d on d.brand_id = s.brand_id and d.model = s.model and d.serial = s.serial
                        where d.store_id = :store and d.brand_id = %s
                          and d.revoked_at is null and s.revision >= 1
                        group by s.snap_id, s.tracking_channel, s.revision, d.architecture
                        order by s.snap_id, s.revision desc, s.tracking_channel, d.architecture""".formatted(StoreQueries.brandOf(":store")), Tuple.class)
                .setParameter("store", store.value())
                .getResultList()
                .stream()
                .flatMap(FleetBoard::group)
                .toList();
    }

    /** What a device says may be anything; what is no channel or id is of no snap of ours. */
    private static Stream<FleetGroup> group(Tuple row) {
        try {
            return Stream.of(new FleetGroup(
                    new SnapId(row.get("snap_id", String.class)),
                    Channel.parse(row.get("tracking_channel", String.class)),
                    new Revision(row.get("revision", Integer.class)),
                    Optional.ofNullable(row.get("architecture", String.class)).map(Architecture::new),
                    row.get("devices", Long.class)));
        } catch (InvalidNameException e) {
            return Stream.empty();
        }
    }
}
