package org.brandstore.account;

import org.brandstore.naming.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for when an account is made.
 *
 * @param id null to have one of 32 characters drawn
 * @param validation {@code unproven}, {@code starred} or {@code verified}
 */
public record NewAccount(@Nullable AccountId id, String displayName, String username, String validation) {
    public NewAccount(String displayName, String username) {
        this(null, displayName, username, "unproven");
    }
}
