package org.brandstore.authority;

import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.naming.AccountId;

/**
 * An existing root to sign with from now on.
 *
 * @param account its account
 * @param assertions its self-signed account and account-key, as far as they exist; what is missing is made
 */
public record RootImport(AccountId account, List<Assertion> assertions) {
    public RootImport {
        assertions = List.copyOf(assertions);
    }
}
