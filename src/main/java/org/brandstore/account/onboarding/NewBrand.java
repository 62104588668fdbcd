package org.brandstore.account.onboarding;

import org.brandstore.naming.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for when a brand joins.
 *
 * @param id null to have one drawn
 */
public record NewBrand(@Nullable AccountId id, String displayName, String username) {
    public NewBrand(String displayName, String username) {
        this(null, displayName, username);
    }
}
