package org.brandstore.device.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/** What the devices had on each day. A device counts until it has not called for a month. */
@ApplicationScoped
public class InstalledBase {
    private static final int FORGOTTEN_AFTER_DAYS = 30;

    /** Devices that count, and what they have. */
    private static final String PRESENT = """
            with present as (
                select distinct s.snap_id, s.brand_id, s.model, s.serial, s.revision, s.tracking_channel as channel
                from device_snap s
                join device d on d.brand_id = s.brand_id and d.model = s.model and d.serial = s.serial
                where d.revoked_at is null and s.revision >= 1
                  and d.last_seen_at >= cast(:day as date) - %d and d.last_seen_at < cast(:day as date) + 1)
            """.formatted(FORGOTTEN_AFTER_DAYS);

    private final EntityManager database;

    InstalledBase(EntityManager database) {
        this.database = database;
    }

    /** So many devices of a model had a revision from a channel on a day. */
    public record Count(
            LocalDate day, AccountId brand, ModelName model, Revision revision, Channel channel, long devices) {}

    /** How many devices got a snap on a day, lost it, and had it all along. */
    public record Movement(LocalDate day, long gained, long lost, long continued) {}

    /**
     * Counts for a day, again if need be. What another replica is counting now is left to it.
     *
     * @return whether this call did it
     */
    @Transactional
    public boolean count(LocalDate day) {
        boolean mine = (Boolean) database.createNativeQuery(
                        "select pg_try_advisory_xact_lock(hashtextextended('installed-base', 0))", Boolean.class)
                .getSingleResult();
        if (!mine) {
            return false;
        }
        run("delete from installed_base where day = cast(:day as date)", day);
        run(PRESENT + """
                insert into installed_base (day, snap_id, brand_id, model, revision, channel, devices)
                select cast(:day as date), snap_id, brand_id, model, revision, channel, count(distinct serial)
                from present group by snap_id, brand_id, model, revision, channel""", day);
        run(PRESENT + """
                update snap_installation i set until = cast(:day as date)
                where i.until is null and not exists (
                    select 1 from present p where p.snap_id = i.snap_id and p.brand_id = i.brand_id
                    and p.model = i.model and p.serial = i.serial)""", day);
        run(PRESENT + """
                insert into snap_installation (snap_id, brand_id, model, serial, since)
                select distinct snap_id, brand_id, model, serial, cast(:day as date) from present p
                where not exists (
                    select 1 from snap_installation i where i.until is null and p.snap_id = i.snap_id
                    and p.brand_id = i.brand_id and p.model = i.model and p.serial = i.serial)
                on conflict (snap_id, brand_id, model, serial, since) do update set until = null""", day);
        return true;
    }

    /** The counts of a brand's devices, both days included. What devices called by no channel's name is left out. */
    @Transactional
    public List<Count> counts(SnapId snap, AccountId brand, LocalDate from, LocalDate to) {
        return rows("""
                        select day, brand_id, model, revision, channel, devices from installed_base
                        where snap_id = :snap and brand_id = :brand
                          and day between cast(:start as date) and cast(:end as date) order by day""", snap, brand, from, to).flatMap(InstalledBase::count).toList();
    }

    /** The movements of a brand's devices, both days included, for the days on which there was a count. */
    @Transactional
    public List<Movement> movements(SnapId snap, AccountId brand, LocalDate from, LocalDate to) {
        return rows("""
                        select b.day,
                            count(*) filter (where i.since = b.day) as gained,
                            count(*) filter (where i.until = b.day) as lost,
                            count(*) filter (where i.since < b.day and (i.until is null or i.until > b.day)) as continued
                        from (select distinct day from installed_base
                              where day between cast(:start as date) and cast(:end as date)) b
                        join snap_installation i on i.snap_id = :snap and i.brand_id = :brand
                            and i.since <= b.day and (i.until is null or i.until >= b.day)
                        group by b.day order by b.day""", snap, brand, from, to)
                .map(row -> new Movement(
                        day(row),
                        row.get("gained", Long.class),
                        row.get("lost", Long.class),
                        row.get("continued", Long.class)))
                .toList();
    }

    private Stream<Tuple> rows(String sql, SnapId snap, AccountId brand, LocalDate from, LocalDate to) {
        List<?> rows = database.createNativeQuery(sql, Tuple.class)
                .setParameter("snap", snap.value())
                .setParameter("brand", brand.value())
                .setParameter("start", from.toString())
                .setParameter("end", to.toString())
                .getResultList();
        return rows.stream().map(Tuple.class::cast);
    }

    private static Stream<Count> count(Tuple row) {
        try {
            return Stream.of(new Count(
                    day(row),
                    new AccountId(row.get("brand_id", String.class)),
                    new ModelName(row.get("model", String.class)),
                    new Revision(row.get("revision", Integer.class)),
                    Channel.parse(row.get("channel", String.class)),
                    row.get("devices", Integer.class)));
        } catch (InvalidNameException e) {
            return Stream.empty();
        }
    }

    private static LocalDate day(Tuple row) {
        Object day = row.get("day");
        return day instanceof LocalDate date ? date : LocalDate.parse(day.toString());
    }

    private void run(String sql, LocalDate day) {
        database.createNativeQuery(sql).setParameter("day", day.toString()).executeUpdate();
    }
}
