package org.brandstore.device.fleet;

/** What other features ask of the tables of the fleet: the texts of queries, with their columns. */
public final class FleetQueries {
    private FleetQueries() {}

    /** How many run what and follow which channel: {@code snap_id, revision, tracking_channel, architecture, devices}, most first. Parameters: since when devices were seen, and how many rows. */
    public static String groups() {
        return """
                select d.snap_id, d.revision, d.tracking_channel, coalesce(v.architecture, '') as architecture,
                    count(*) as devices
                from device_snap d
                left join device_place v on (v.brand_id, v.model, v.serial) = (d.brand_id, d.model, d.serial)
                where coalesce(v.last_seen_at, d.updated_at) > ?1
                group by 1, 2, 3, 4 order by devices desc, 1, 2, 3, 4 limit ?2""";
    }

    /** Whether a device runs a revision, as a condition within a query.
     *
     * @param snap how that query names the snap
     * @param revision how it names the revision
     * @param since how it names the time since when the device was seen */
    public static String runs(String snap, String revision, String since) {
        return "exists (select 1 from device_snap d left join device v on (v.brand_id, v.model, v.serial) = (d.brand_id, d.model, d.serial) where d.snap_id = "
                + snap + " and d.revision = " + revision + " and coalesce(v.last_seen_at, d.updated_at) > " + since
                + ")";
    }
}
