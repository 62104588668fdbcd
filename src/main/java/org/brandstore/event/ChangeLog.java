package org.brandstore.event;

import java.util.List;
import org.brandstore.naming.AccountId;

/** Reads the recorded changes. The audit log implements it; this interface is here so that faces need not know it. */
public interface ChangeLog {
    /**
     * The changes of a brand, newest first.
     *
     * @param below only records with smaller ids; {@link Long#MAX_VALUE} to begin with the newest
     * @param limit at most this many
     */
    List<RecordedChange> ofBrand(AccountId brand, long below, int limit);

    /** Recomputes every hash of every chain from the first record on. Takes a time in proportion to the length of the log. */
    ChainCheck verify();
}
