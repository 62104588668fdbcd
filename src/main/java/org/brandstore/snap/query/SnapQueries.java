package org.brandstore.snap.query;

/** What other features ask of the tables of snaps and revisions: the texts of queries, with their columns. */
public final class SnapQueries {
    private SnapQueries() {}

    /** The ids that come next. Parameter: the id after which they begin.
     *
     * @param most so many at once */
    public static String idsAfter(int most) {
        return "select id from snap where id > ? order by id limit " + most;
    }

    /** Ids by publisher. Parameter: a list of ids of accounts. */
    public static String idsOfPublishers() {
        return "select id from snap where publisher_id = any(?)";
    }

    /** Ids of the snaps whose home is one of some stores, as a list within a query.
     *
     * @param stores how that query names the stores */
    public static String idsOfStores(String stores) {
        return "(select id from snap where store_id in (" + stores + "))";
    }

    /** Who publishes some snaps: {@code publisher_id}. Parameter: a list of ids. */
    public static String publishers() {
        return "select distinct publisher_id from snap where id = any(?)";
    }

    /** What is known of snaps, whatever the revision. Parameter: a list of ids. */
    public static String snaps() {
        return """
                select s.id, s.name, s.private, s.default_track, s.title, s.summary, s.description, s.license,
                       s.icon_sha3_384, s.publisher_id, l.snap_id, l.categories, l.keywords, l.videos, l.unlisted
                from snap s left join snap_listing l on l.snap_id = s.id
                where s.id = any(?)""";
    }

    /** Links of listings: {@code snap_id, links}. Parameter: a list of ids. */
    public static String links() {
        return "select snap_id, links from snap_listing where snap_id = any(?)";
    }

    /** Pictures of listings in order: {@code snap_id, type, sha3_384, width, height}. Parameter: a list of ids. */
    public static String pictures() {
        return """
                select snap_id, type, sha3_384, width, height from snap_media
                where snap_id = any(?) and type <> 'icon' order by snap_id, position""";
    }

    /** Some revisions without their texts. Parameters: a list of snaps, and one of revisions. */
    public static String revisions() {
        return """
                select r.snap_id, r.revision, r.version, r.type, r.architectures, r.base, r.confinement, r.sha3_384,
                       r.size, r.epoch, r.created_at, r.withdrawn_at
                from unnest(?, ?) as wanted (snap_id, revision)
                join snap_revision r on r.snap_id = wanted.snap_id and r.revision = wanted.revision""";
    }

    /** The texts of some revisions. Parameters: a list of snaps, and one of revisions. */
    public static String texts() {
        return """
                select r.snap_id, r.revision, r.title, r.summary, r.description, r.snap_yaml, r.yaml_facts
                from unnest(?, ?) as wanted (snap_id, revision)
                join snap_revision r on r.snap_id = wanted.snap_id and r.revision = wanted.revision""";
    }

    /** How long those texts are: {@code snap_id, revision, bytes}. Parameters: a list of snaps, and one of revisions. */
    public static String textLengths() {
        return """
                select r.snap_id, r.revision, (octet_length(r.snap_yaml) + coalesce(octet_length(r.yaml_facts), 0)
                    + octet_length(r.title) + octet_length(r.summary) + octet_length(r.description))::bigint
                from unnest(?, ?) as wanted (snap_id, revision)
                join snap_revision r on r.snap_id = wanted.snap_id and r.revision = wanted.revision""";
    }

    /** Which component goes with which revision. Parameter: a list of ids of snaps. */
    public static String components() {
        return """
                select p.snap_id, p.snap_revision, r.name, r.revision, r.type, r.version, r.sha3_384, r.size, r.created_at
                from resource_offer p
                join resource_revision r on r.snap_id = p.snap_id and r.name = p.name and r.revision = p.resource_revision
                where p.snap_id = any(?)
                order by p.snap_id, p.snap_revision, r.name""";
    }

    /** Whether a revision is for one of some architectures, as a condition within a query; {@code all} is for each.
     *
     * @param row what has {@code snap_id} and {@code revision} in that query
     * @param architectures how that query names the list */
    public static String sharesArchitecture(String row, String architectures) {
        return "exists (select 1 from snap_revision v where v.snap_id = " + row + ".snap_id and v.revision = " + row
                + ".revision and (v.architectures && cast(" + architectures
                + " as text[]) or 'all' = any (v.architectures) or 'all' = any (cast(" + architectures
                + " as text[]))))";
    }
}
