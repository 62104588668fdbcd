package org.brandstore.snap.delta;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.brandstore.blob.BlobId;
import org.brandstore.event.Events;
import org.brandstore.event.change.Topic;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which deltas there are, which are wanted, and which were found to be of no use. */
@ApplicationScoped
public class Deltas {
    private static final Logger LOG = Logger.getLogger(Deltas.class);
    private static final int MOST_ATTEMPTS = 3;
    private static final int MOST_REASON = 500;

    private final EntityManager database;
    private final DeltaConfig config;
    private final DeltaLeftovers leftovers;
    private final Events events;
    private final Clock clock;

    Deltas(EntityManager database, DeltaConfig config, DeltaLeftovers leftovers, Events events, Clock clock) {
        this.database = database;
        this.config = config;
        this.leftovers = leftovers;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Asks for a delta, which is made in the background. Nothing happens if it was asked for before, if a revision is not
     * there or withdrawn, or if there are many to this target already.
     *
     * @param devices how many would use it: those that most would use are made first
     * @return whether it is new
     */
    @Transactional
    public boolean want(SnapId snap, Revision source, Revision target, long devices) {
        return database.createNativeQuery("""
                        insert into snap_delta (snap_id, source, target, format, state, devices, wanted_at, needed_at)
                        select ?1, s.revision, t.revision, ?4, 'wanted', ?5, ?6, ?6
                        from snap_revision s join snap_revision t on t.snap_id = s.snap_id
                        where s.snap_id = ?1 and s.revision = ?2 and t.revision = ?3 and s.revision <> t.revision
                            and s.withdrawn_at is null and t.withdrawn_at is null and s.sha3_384 <> t.sha3_384
                            and (select count(*) from snap_delta d where d.snap_id = ?1 and d.target = ?3) < ?7
                        on conflict do nothing""")
                        .setParameter(1, snap.value())
                        .setParameter(2, source.value())
                        .setParameter(3, target.value())
                        .setParameter(4, SnapDelta.FORMAT)
                        .setParameter(5, devices)
                        .setParameter(6, clock.instant())
                        .setParameter(7, config.sources())
                        .executeUpdate()
                == 1;
    }

    /** All deltas that are ready. A row that cannot be read is left out and logged: devices get the whole file instead. */
    @Transactional
    public List<SnapDelta> ready() {
        List<?> rows = database.createNativeQuery(
                        "select snap_id, source, target, sha3_384, size from snap_delta where state = 'made'",
                        Tuple.class)
                .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .flatMap(row -> read(row).stream())
                .toList();
    }

    private static Optional<SnapDelta> read(Tuple row) {
        try {
            return Optional.of(new SnapDelta(
                    new SnapId(row.get("snap_id", String.class)),
                    new Revision(row.get("source", Integer.class)),
                    new Revision(row.get("target", Integer.class)),
                    new Sha3_384(row.get("sha3_384", String.class)),
                    row.get("size", Long.class)));
        } catch (InvalidNameException e) {
            LOG.errorf(
                    "a delta is left out, its row cannot be read: snap=%s source=%s target=%s: %s",
                    row.get("snap_id"), row.get("source"), row.get("target"), e.getMessage());
            return Optional.empty();
        }
    }

    /** How many are wanted and not finished. */
    @Transactional
    public long open() {
        return (Long) database.createNativeQuery(
                        "select count(*) from snap_delta where state in ('wanted', 'making')", Long.class)
                .getSingleResult();
    }

    /**
     * Forgets deltas that were not needed for long, made or not, and tells everybody. Their files stay for a while. Those
     * that are being made are left alone; one that is needed again is made again.
     *
     * @param most how many at most
     * @return how many
     */
    @Transactional
    int retire(int most) {
        Number retired = (Number) database.createNativeQuery("""
                        with gone as (
                            delete from snap_delta d using (
                                select snap_id, source, target, format from snap_delta
                                where needed_at < ?1 and state <> 'making'
                                order by needed_at limit ?2 for update skip locked) old
                            where (d.snap_id, d.source, d.target, d.format)
                                    = (old.snap_id, old.source, old.target, old.format)
                            returning d.sha3_384),
                        kept as (
                            insert into delta_leftover (sha3_384, since)
                            select distinct sha3_384, cast(?3 as timestamptz) from gone where sha3_384 is not null
                            on conflict (sha3_384) do update set since = excluded.since)
                        select count(*) from gone""", Long.class)
                .setParameter(1, clock.instant().minus(config.keep()))
                .setParameter(2, most)
                .setParameter(3, clock.instant())
                .getSingleResult();
        if (retired.intValue() > 0) {
            events.publish(Topic.DELTAS.all());
        }
        return retired.intValue();
    }

    /**
     * Takes the delta that most devices wait for; no other replica does, until the lease is over. One that was taken often
     * and never finished, because the store stopped over it each time, is given up.
     */
    @Transactional
    Optional<DeltaTask> take() {
        giveUpUnfinished();
        List<?> rows = database.createNativeQuery("""
                        update snap_delta d set state = 'making', attempts = d.attempts + 1, leased_until = ?1
                        from (select snap_id, source, target, format from snap_delta
                              where state = 'wanted' or state = 'making' and leased_until < ?2
                              order by devices desc, wanted_at limit 1 for update skip locked) next,
                            snap_revision s, snap_revision t
                        where (d.snap_id, d.source, d.target, d.format)
                                = (next.snap_id, next.source, next.target, next.format)
                            and s.snap_id = d.snap_id and s.revision = d.source
                            and t.snap_id = d.snap_id and t.revision = d.target
                        returning d.snap_id, d.source, d.target, d.attempts, s.sha3_384 as source_digest,
                            s.size as source_size, t.sha3_384 as target_digest, t.size as target_size""", Tuple.class)
                .setParameter(1, clock.instant().plus(config.time().multipliedBy(3)))
                .setParameter(2, clock.instant())
                .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .findFirst()
                .map(row -> new DeltaTask(
                        new SnapId(row.get("snap_id", String.class)),
                        new Revision(row.get("source", Integer.class)),
                        new Revision(row.get("target", Integer.class)),
                        file(row, "source"),
                        file(row, "target"),
                        row.get("attempts", Integer.class)));
    }

    private void giveUpUnfinished() {
        database.createNativeQuery("""
                        update snap_delta set state = 'failed', finished_at = ?1, leased_until = null,
                            reason = 'the store stopped or failed each time while it was made'
                        where (snap_id, source, target, format) in (
                            select snap_id, source, target, format from snap_delta
                            where state = 'making' and leased_until < ?1 and attempts >= ?2 for update skip locked)""")
                .setParameter(1, clock.instant())
                .setParameter(2, MOST_ATTEMPTS)
                .executeUpdate();
    }

    /** Writes down what came of a task, and tells everybody if there is a new delta. */
    @Transactional
    void finish(DeltaTask task, DeltaOutcome outcome) {
        switch (outcome) {
            case DeltaOutcome.Made made
            when !leftovers.takeBack(made.file().digest()) ->
                finish(task, new DeltaOutcome.Failed("its file was removed meanwhile"));
            case DeltaOutcome.Made made -> {
                update(task, "made", "", made.file());
                events.publish(Topic.DELTAS.of(task));
                LOG.infof(
                        "delta made: delta=%s size=%d of=%d",
                        task, made.file().size(), task.targetFile().size());
            }
            case DeltaOutcome.Useless useless -> update(task, "useless", useless.why(), null);
            case DeltaOutcome.Failed failed ->
                update(task, task.attempt() < MOST_ATTEMPTS ? "wanted" : "failed", failed.why(), null);
        }
    }

    private void update(DeltaTask task, String state, String reason, @Nullable BlobId file) {
        database.createNativeQuery("""
                        update snap_delta set state = ?5, reason = ?6, sha3_384 = cast(?7 as text),
                            size = cast(?8 as bigint), finished_at = ?9, needed_at = ?9, leased_until = null
                        where snap_id = ?1 and source = ?2 and target = ?3 and format = ?4 and state = 'making'""")
                .setParameter(1, task.snap().value())
                .setParameter(2, task.source().value())
                .setParameter(3, task.target().value())
                .setParameter(4, SnapDelta.FORMAT)
                .setParameter(5, state)
                .setParameter(6, reason.substring(0, Math.min(reason.length(), MOST_REASON)))
                .setParameter(7, file == null ? null : file.digest().hex())
                .setParameter(8, file == null ? null : Long.toString(file.size()))
                .setParameter(9, clock.instant())
                .executeUpdate();
    }

    private static BlobId file(Tuple row, String end) {
        return new BlobId(new Sha3_384(row.get(end + "_digest", String.class)), row.get(end + "_size", Long.class));
    }
}
