package org.brandstore.account;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;

/**
 * A key that may speak for an account, as its newest account-key assertion says.
 *
 * @param since the first moment of its validity
 * @param until the first moment after it; empty if it does not end
 */
public record RegisteredKey(KeyId id, KeyName name, Instant since, Optional<Instant> until) {}
