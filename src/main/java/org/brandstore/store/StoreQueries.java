package org.brandstore.store;

/** What other features ask of the tables of stores: the texts of queries, with their columns. */
public final class StoreQueries {
    private StoreQueries() {}

    /** All stores: {@code id, brand_id}. */
    public static String brands() {
        return "select id, brand_id from store";
    }

    /** The brand of one store, as a value within a query.
     *
     * @param store how that query names the store */
    public static String brandOf(String store) {
        return "(select brand_id from store where id = " + store + ")";
    }

    /** Which store offers which snap: {@code snap_id, store_id, models}. */
    public static String offers() {
        return "select snap_id, store_id, models from store_snap";
    }

    /** The same of some snaps. Parameter: a list of their ids. */
    public static String offersOf() {
        return offers() + " where snap_id = any(?)";
    }

    /** Whether a store offers a snap, as a condition within a query. Parameter: the id of the store.
     *
     * @param snap how that query names the snap */
    public static String isOffered(String snap) {
        return "exists (select 1 from store_snap o where o.snap_id = " + snap + " and o.store_id = ?)";
    }
}
