package org.brandstore.account;

import org.brandstore.naming.AccountId;

/**
 * Somebody who signs in.
 *
 * @param account whose publisher they are
 * @param email in lower case
 * @param disabled true while they cannot sign in and none of their credentials works
 */
public record Person(PersonId id, AccountId account, String email, String displayName, boolean disabled) {}
