package org.brandstore.snap.delta;

/** What other features ask of, and note in, the table of deltas: the texts of statements. */
public final class DeltaQueries {
    private DeltaQueries() {}

    /** Deltas that were noted as needed before a time: {@code snap_id, source, target}. Parameters: that time, and, third, how many rows.
     *
     * @param condition which of them; it names the columns by {@code k} */
    public static String notedBefore(String condition) {
        return "select k.snap_id, k.source, k.target from snap_delta k where k.needed_at < ?1 and " + condition
                + " order by k.needed_at limit ?3";
    }

    /** Notes that one is needed. Parameters: when, the snap, source and target. */
    public static String noteNeeded() {
        return "update snap_delta set needed_at = ?1 where snap_id = ?2 and source = ?3 and target = ?4";
    }
}
