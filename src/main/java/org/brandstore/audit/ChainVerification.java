package org.brandstore.audit;

import org.brandstore.event.ChainCheck;
import org.jspecify.annotations.Nullable;

/** Walks the chain record by record, in the order of ids, and stops at the first that does not fit. */
final class ChainVerification {
    private long records;
    private String head = ChainLink.START;
    private ChainCheck.@Nullable Broken broken;

    /** @return whether the chain holds so far */
    boolean accept(ChainLink link, String storedHash) {
        long expected = records + 1;
        if (link.id() != expected) {
            broken = new ChainCheck.Broken(expected, "the record is missing: the next one has id " + link.id());
        } else if (!link.previousHash().equals(head)) {
            broken = new ChainCheck.Broken(expected, "the record does not name the hash of the one before it");
        } else if (!link.hash().equals(storedHash)) {
            broken = new ChainCheck.Broken(expected, "the record does not have the hash that was stored with it");
        } else {
            records = expected;
            head = storedHash;
        }
        return broken == null;
    }

    ChainCheck result() {
        return broken == null ? new ChainCheck.Intact(records, head) : broken;
    }
}
