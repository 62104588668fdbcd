package org.brandstore.account.key;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.account.PersonId;
import org.brandstore.assertion.database.KeyEnd;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;

/**
 * A key that may speak for an account, as its newest account-key assertion says.
 *
 * @param since the first moment of its validity
 * @param until the first moment after it; empty if it does not end
 * @param broughtBy the person who registered it; empty if this server made it, or whoever runs commands brought it
 * @param end how it was ended here, if it was
 */
public record RegisteredKey(
        KeyId id,
        AccountId account,
        KeyName name,
        KeyScope scope,
        Instant since,
        Optional<Instant> until,
        Optional<PersonId> broughtBy,
        Optional<KeyEnd> end) {
    /** Whether what it signs at this time can be believed. */
    public boolean isUsableAt(Instant time) {
        return end.isEmpty() && until.map(time::isBefore).orElse(true);
    }
}
