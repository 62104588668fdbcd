package org.brandstore.security;

import java.util.Set;
import org.brandstore.account.Actor;
import org.brandstore.account.Credential;
import org.brandstore.account.Permission;
import org.brandstore.account.Person;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The person who calls, with the credential that shows it. */
public record Caller(Person person, Credential credential) {
    public Actor actor() {
        return Actor.of(person);
    }

    /** @throws StoreException if the credential lacks the permission */
    public void require(Permission permission) {
        if (!credential.permissions().contains(permission)) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED,
                    "cannot do this with the given credential: it lacks the permission " + permission.wireName());
        }
    }

    /** Whether the credential is not limited to other snaps. */
    public boolean allows(SnapName snap) {
        return allows(credential.limits().snaps().orElse(Set.of(snap)), snap);
    }

    /** Whether the credential is not limited to other channels. */
    public boolean allows(Channel channel) {
        return credential
                .limits()
                .channels()
                .map(limits -> limits.stream().map(Channel::parse).anyMatch(channel::equals))
                .orElse(true);
    }

    /** @throws StoreException if the credential is limited to other snaps */
    public void requireSnap(SnapName snap) {
        if (!allows(snap)) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED, "cannot use the given credential for the snap " + snap);
        }
    }

    /** @throws StoreException if the credential is limited to other channels */
    public void requireChannel(Channel channel) {
        if (!allows(channel)) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED, "cannot use the given credential for the channel " + channel);
        }
    }

    /**
     * For what is about all snaps and channels of an account, such as its keys.
     *
     * @throws StoreException if the credential is limited to some snaps or channels
     */
    public void requireNoLimits() {
        requireAllChannels();
        if (credential.limits().snaps().isPresent()) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED,
                    "cannot do this with the given credential: it is limited to some snaps");
        }
    }

    /**
     * For what decides about every channel of a snap.
     *
     * @throws StoreException if the credential is limited to some channels
     */
    public void requireAllChannels() {
        if (credential.limits().channels().isPresent()) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED,
                    "cannot do this with the given credential: it is limited to some channels");
        }
    }

    /** Whether the credential is limited to other stores. */
    public boolean isLimitedAwayFrom(StoreId store) {
        return !allows(credential.limits().stores().orElse(Set.of(store)), store);
    }

    private static <T> boolean allows(Set<T> limit, T value) {
        return limit.contains(value);
    }
}
