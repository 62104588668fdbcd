package org.brandstore.security.oidc;

import java.util.Optional;

/**
 * Whom a provider says that it has signed in.
 *
 * @param subject the provider's own name for them, which it never gives to anybody else
 * @param verifiedEmail the address, if the provider says that it has seen that it is theirs
 */
record VouchedIdentity(String issuer, String subject, Optional<String> verifiedEmail) {}
