package org.brandstore.event;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.AccountId;

/**
 * A change as the audit log keeps it; see {@link Change} for the meaning of the words.
 *
 * @param before JSON
 * @param after JSON
 * @param hash the record's own link of the chain, in hexadecimal
 */
public record RecordedChange(
        long id,
        Instant at,
        String actor,
        String action,
        String subject,
        Optional<AccountId> brand,
        String before,
        String after,
        String why,
        String hash) {}
