package org.brandstore.account.person;

import org.brandstore.naming.AccountId;

/**
 * What is asked for when a person is added.
 *
 * @param home the brand that brings them
 */
public record NewPerson(String email, String displayName, AccountId home) {}
