package org.brandstore.audit;

import java.util.Optional;
import org.brandstore.event.ChainCheck;
import org.jspecify.annotations.Nullable;

/** Walks one chain record by record, in the order of their numbers, and stops at the first that does not fit. */
final class ChainVerification {
    private final String chain;
    private long records;
    private String head = ChainLink.START;
    private ChainCheck.@Nullable Broken broken;

    ChainVerification(String chain) {
        this.chain = chain;
    }

    /** @return whether the chain holds so far */
    boolean accept(ChainLink link, String storedHash) {
        long expected = records + 1;
        if (link.number() != expected) {
            broken = broken(expected, "the record is missing: the next one is number " + link.number());
        } else if (!link.previousHash().equals(head)) {
            broken = broken(expected, "the record does not name the hash of the one before it");
        } else if (!link.hash().equals(storedHash)) {
            broken = broken(expected, "the record does not have the hash that was stored with it");
        } else {
            records = expected;
            head = storedHash;
        }
        return broken == null;
    }

    private ChainCheck.Broken broken(long number, String reason) {
        return new ChainCheck.Broken(chain, number, reason);
    }

    String chain() {
        return chain;
    }

    long records() {
        return records;
    }

    String head() {
        return head;
    }

    Optional<ChainCheck.Broken> broken() {
        return Optional.ofNullable(broken);
    }
}
