package org.brandstore.assertion;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts and keys that are believed without proof, and predefined assertions that are known but not trusted
 * (assertions.md 2.6, 2.7). None of them can be replaced by adding to a database.
 */
public final class TrustedSet implements AssertionLookup {
    private final Map<AssertionRef, Assertion> byRef = new HashMap<>();
    private final Set<String> trustedAccounts = new HashSet<>();

    /** @throws IllegalArgumentException if a member is neither account nor account-key */
    public TrustedSet(Collection<Assertion> trusted) {
        this(trusted, List.of());
    }

    /**
     * @param trusted accounts and account-keys that are believed
     * @param predefined assertions that are only known
     * @throws IllegalArgumentException if a trusted one is neither account nor account-key
     */
    public TrustedSet(Collection<Assertion> trusted, Collection<Assertion> predefined) {
        predefined.forEach(assertion -> byRef.put(assertion.ref(), assertion));
        for (Assertion assertion : trusted) {
            switch (assertion.type()) {
                case ACCOUNT -> trustedAccounts.add(assertion.text("account-id"));
                case ACCOUNT_KEY -> {}
                default ->
                    throw new IllegalArgumentException(
                            "cannot trust " + assertion + ": only account and account-key can be trusted");
            }
            byRef.put(assertion.ref(), assertion);
        }
    }

    /** Whether the account's own assertion is in the set: trust belongs to the account, not to one key. */
    public boolean isTrustedAccount(String accountId) {
        return trustedAccounts.contains(accountId);
    }

    @Override
    public Optional<Assertion> find(AssertionRef ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    @Override
    public List<Assertion> findByHeader(AssertionType type, String header, String value) {
        return byRef.values().stream()
                .filter(assertion -> assertion.type() == type)
                .filter(assertion -> assertion
                        .headers()
                        .findText(header)
                        .filter(value::equals)
                        .isPresent())
                .toList();
    }
}
