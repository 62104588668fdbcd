package org.brandstore.assertion.database;

import java.time.Instant;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;

/**
 * The end of a key.
 *
 * @param at the first moment after its use
 * @param toldBy who said so, as the audit log names them
 */
public record KeyEnd(
        KeyId key, AccountId account, KeyEndCause cause, Instant at, String reason, String toldBy, Instant toldAt) {
    /** Whether less is good after this end than after the other. */
    public boolean goesFurtherThan(KeyEnd other) {
        return cause == other.cause ? at.isBefore(other.at) : cause == KeyEndCause.THEFT;
    }
}
