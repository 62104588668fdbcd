package org.brandstore.account.credential;

import java.time.Instant;
import java.util.Optional;

/**
 * A credential, and when it was used last.
 *
 * @param lastUsedAt to within five minutes; empty if it never was
 */
public record CredentialUse(Credential credential, Optional<Instant> lastUsedAt) {}
