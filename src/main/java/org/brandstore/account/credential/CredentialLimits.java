package org.brandstore.account.credential;

import java.util.Optional;
import java.util.Set;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;

/**
 * To what a credential is narrowed. An empty Optional does not narrow; an empty set allows nothing.
 *
 * @param channels as they were typed when the credential was asked for, such as {@code edge} or {@code 24/beta}
 */
public record CredentialLimits(
        Optional<Set<SnapName>> snaps, Optional<Set<String>> channels, Optional<Set<StoreId>> stores) {
    public CredentialLimits {
        snaps = snaps.map(Set::copyOf);
        channels = channels.map(Set::copyOf);
        stores = stores.map(Set::copyOf);
    }

    /** Everything that the person may touch. */
    public static CredentialLimits none() {
        return new CredentialLimits(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static CredentialLimits toStores(Set<StoreId> stores) {
        return new CredentialLimits(Optional.empty(), Optional.empty(), Optional.of(stores));
    }
}
