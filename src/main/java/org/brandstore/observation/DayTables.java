package org.brandstore.observation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;

/**
 * The tables of which {@code observation} is made, one for each day (UTC): what is too old goes with its table, without
 * looking at a row.
 */
@ApplicationScoped
public class DayTables {
    private static final String PREFIX = "observation_";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final EntityManager database;
    private final Locks locks;

    DayTables(EntityManager database, Locks locks) {
        this.database = database;
        this.locks = locks;
    }

    /**
     * Makes the table of a day, if it is not there, whatever becomes of the transaction that needs it. Readers and writers of
     * other days do not wait for it.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void make(LocalDate day) {
        one();
        String name = PREFIX + DAY.format(day);
        if (names().contains(name)) {
            return;
        }
        run("create table " + name + " (like observation including defaults including constraints including indexes)");
        run("alter table observation attach partition " + name + " for values from ('" + day + " 00:00:00+00') to ('"
                + day.plusDays(1) + " 00:00:00+00')");
    }

    /** The days of which there are tables, the oldest first. */
    @Transactional
    public List<LocalDate> days() {
        return names().stream()
                .map(name -> LocalDate.parse(name.substring(PREFIX.length()), DAY))
                .sorted()
                .toList();
    }

    /** Drops all that was observed on a day. */
    @Transactional
    public void drop(LocalDate day) {
        one();
        run("drop table if exists " + PREFIX + DAY.format(day));
    }

    /** Replicas do this one after the other. */
    private void one() {
        locks.take(Lock.OBSERVATION, "days");
    }

    private List<String> names() {
        List<?> names = database.createNativeQuery("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = cast('observation' as regclass)""", String.class).getResultList();
        return names.stream().map(String.class::cast).toList();
    }

    private void run(String sql) {
        database.createNativeQuery(sql).executeUpdate();
    }
}
