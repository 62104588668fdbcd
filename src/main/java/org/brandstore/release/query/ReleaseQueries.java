package org.brandstore.release.query;

/** What other features ask of the tables of channels: the texts of queries, with their columns. Each takes a list of ids of snaps. */
public final class ReleaseQueries {
    private ReleaseQueries() {}

    /** Every revision that was ever released: {@code snap_id, revision}. */
    public static String released() {
        return """
                select snap_id, revision from channel_history where snap_id = any(?) and revision is not null
                union select snap_id, revision from channel_pointer where snap_id = any(?)""";
    }

    /** What channels point to. */
    public static String pointers() {
        return """
                select snap_id, architecture, track, risk, branch, revision, released_at, expires_at
                from channel_pointer where snap_id = any(?)""";
    }

    /** Moves of channels, newest first; what went to a share of the devices only is not among them. */
    public static String moves() {
        return """
                select snap_id, architecture, track, risk, branch, revision, at
                from channel_history where snap_id = any(?) and percentage is null order by id desc""";
    }
}
