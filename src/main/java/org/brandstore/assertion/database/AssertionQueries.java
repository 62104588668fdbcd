package org.brandstore.assertion.database;

/** What other features ask of the table of assertions: the texts of queries, with their columns. */
public final class AssertionQueries {
    private AssertionQueries() {}

    /** What there is of some types: {@code type, primary_key, format, revision}. Parameter: a list of types. */
    public static String ofTypes() {
        return "select type, primary_key, format, revision from assertion where type = any(?)";
    }

    /** What gates snaps, each in its newest revision: {@code primary_key, type, encoded}. */
    public static String gates() {
        return """
                select primary_key, type, encoded from (
                    select distinct on (type, primary_key) type, primary_key, encoded from assertion
                    where type in ('validation-set', 'validation', 'snap-declaration')
                    order by type, primary_key, revision desc) newest
                where type <> 'snap-declaration' or position('refresh-control:'::bytea in encoded) > 0""";
    }
}
