package org.brandstore.event;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.AccountId;

/**
 * A change as the audit log keeps it; see {@link AuditedChange} for the meaning of the words.
 *
 * @param id grows with time, with gaps
 * @param number its place in the chain of its brand, from 1
 * @param before JSON
 * @param after JSON
 * @param hash the record's own link of the chain, in hexadecimal
 */
public record RecordedChange(
        long id,
        long number,
        Instant at,
        String actor,
        String action,
        String subject,
        Optional<AccountId> brand,
        String before,
        String after,
        String why,
        String hash) {}
