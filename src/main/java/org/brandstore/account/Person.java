package org.brandstore.account;

import org.brandstore.naming.AccountId;

/**
 * Somebody who signs in. People are of the server; roles are of brands.
 *
 * @param account their own, as a publisher; what they do for a brand carries the brand's account instead
 * @param home the brand that brought them, whose log tells of them
 * @param email in lower case
 * @param proven whether they have shown that the address is theirs; if not, they count in the stores of their home alone
 * @param disabled true while they cannot sign in and none of their credentials works
 */
public record Person(
        PersonId id,
        AccountId account,
        AccountId home,
        String email,
        String displayName,
        boolean proven,
        boolean disabled) {
    /** Whether the brand may take them for who the address says they are. */
    public boolean isKnownTo(AccountId brand) {
        return proven || home.equals(brand);
    }
}
