package org.brandstore.observation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.device.DeviceRef;
import org.brandstore.naming.SnapId;

/** What is known of the past of a device. */
@ApplicationScoped
public class DeviceHistory {
    public static final int MAX_PAGE = 500;

    private final EntityManager database;

    DeviceHistory(EntityManager database) {
        this.database = database;
    }

    /**
     * Something that happened to one snap of a device.
     *
     * @param number grows with time, for asking what came before
     * @param revision what was offered, fetched or reported; 0 for a snap that went
     * @param was what the device had before, or from what a delta led; 0 for nothing
     * @param channel where an offer was found
     * @param note the reason of an offer in one word, or when a device says that its revision came
     */
    public record Event(
            long number,
            Instant at,
            ObservedKind kind,
            String instanceKey,
            String snapId,
            int revision,
            int was,
            Optional<String> channel,
            Optional<String> note) {}

    /**
     * The question that a device asked last.
     *
     * @param at when it asked that for the first time
     * @param text as the device sent it
     */
    public record LastQuestion(Instant at, Observations.Manner manner, String text) {}

    /**
     * What happened, the latest first.
     *
     * @param snap this snap alone; empty for all
     * @param below the number of the last event of the page before
     * @param limit at most {@value #MAX_PAGE}
     */
    @Transactional
    public List<Event> events(DeviceRef device, Optional<SnapId> snap, long below, int limit) {
        List<?> rows = database.createNativeQuery("""
                        select id, at, kind, instance_key, snap_id, revision, was, channel, note from observation
                        where brand_id = ?1 and model = ?2 and serial = ?3 and id < ?4 and (?5 = '' or snap_id = ?5)
                        order by id desc limit ?6""", Tuple.class)
                .setParameter(1, device.brand().value())
                .setParameter(2, device.model().value())
                .setParameter(3, device.serial().value())
                .setParameter(4, below)
                .setParameter(5, snap.map(SnapId::value).orElse(""))
                .setParameter(6, Math.min(limit, MAX_PAGE))
                .getResultList();
        return rows.stream().map(Tuple.class::cast).map(DeviceHistory::event).toList();
    }

    private static Event event(Tuple row) {
        return new Event(
                row.get("id", Long.class),
                row.get("at", Instant.class),
                ObservedKind.of(row.get("kind", String.class)),
                row.get("instance_key", String.class),
                row.get("snap_id", String.class),
                row.get("revision", Integer.class),
                row.get("was", Integer.class),
                Optional.ofNullable(row.get("channel", String.class)),
                Optional.ofNullable(row.get("note", String.class)));
    }

    @Transactional
    public Optional<LastQuestion> lastQuestion(DeviceRef device) {
        List<?> rows = database.createNativeQuery("""
                        select asked_at, architecture, redirects, scheduled, deltas, question from device_question
                        where brand_id = ?1 and model = ?2 and serial = ?3""", Tuple.class)
                .setParameter(1, device.brand().value())
                .setParameter(2, device.model().value())
                .setParameter(3, device.serial().value())
                .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .map(row -> new LastQuestion(
                        row.get("asked_at", Instant.class),
                        new Observations.Manner(
                                row.get("architecture", String.class),
                                row.get("redirects", Boolean.class),
                                row.get("scheduled", Boolean.class),
                                row.get("deltas", Boolean.class)),
                        row.get("question", String.class)))
                .findFirst();
    }
}
