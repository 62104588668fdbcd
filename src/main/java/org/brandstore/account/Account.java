package org.brandstore.account;

import org.brandstore.naming.AccountId;

/**
 * A brand or a publisher, as its account assertion tells of it (assertions.md 3.1).
 *
 * @param displayName what users read
 * @param username what users type; unique on this server
 * @param kind whether it stands for a brand or for one person
 * @param validation {@code unproven}, {@code starred} or {@code verified}; carries no trust
 */
public record Account(AccountId id, AccountKind kind, String displayName, String username, String validation) {}
