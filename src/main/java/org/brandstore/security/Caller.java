package org.brandstore.security;

import java.util.Set;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.credential.Credential;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.Channel;
import org.brandstore.naming.ChannelPattern;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The person who calls, with the credential that shows it. Who may do what a method does has been checked before the
 * caller's name goes into a record: without that there is no {@link #actor()}.
 */
public final class Caller {
    private final Person person;
    private final Credential credential;
    private final @Nullable Clearance clearance;

    public Caller(Person person, Credential credential) {
        this(person, credential, null);
    }

    private Caller(Person person, Credential credential, @Nullable Clearance clearance) {
        this.person = person;
        this.credential = credential;
        this.clearance = clearance;
    }

    /** The caller of a method with this demand. */
    Caller of(Clearance demanded) {
        return new Caller(person, credential, demanded);
    }

    public Person person() {
        return person;
    }

    public Credential credential() {
        return credential;
    }

    /**
     * Who did it, for a record of what is changed.
     *
     * @throws IllegalStateException if the method that handles the request has not checked what it says it demands, or says
     *     that it changes nothing
     */
    public Actor actor() {
        if (clearance == null || !clearance.isComplete()) {
            throw new IllegalStateException("changes something before it has checked who may");
        }
        if (clearance.demand().effect() == Effect.Reach.READS) {
            throw new IllegalStateException("changes something though it says that it only reads");
        }
        return Actor.of(person);
    }

    /** @throws StoreException if the credential lacks the permission */
    public void require(Permission permission) {
        requireOneOf(Set.of(permission), "do what takes the permission " + permission.wireName());
    }

    /**
     * Checks what can be told before the method knows what the request is about.
     *
     * @throws StoreException if the credential lacks the permission, or is narrowed too much
     */
    void meet(Demand demand) {
        if (!demand.permissions().isEmpty()) {
            requireOneOf(demand.permissions(), demand.action());
        }
        CredentialLimits limits = credential.limits();
        switch (demand.limits()) {
            case NONE -> refuse(!limits.equals(CredentialLimits.none()), "snaps, channels or stores", demand.action());
            case STORES ->
                refuse(
                        limits.snaps().isPresent() || limits.channels().isPresent(),
                        "snaps or channels",
                        demand.action());
            case SNAPS -> refuse(limits.channels().isPresent(), "channels", demand.action());
            case NO_CHANNEL, CHANNELS, ANY -> {
                // the method's subject decides
            }
        }
    }

    private static void refuse(boolean narrowed, String to, String action) {
        if (narrowed) {
            throw lacking("cannot " + action + " with the given credential: it is limited to some " + to
                    + "; use one without that limit");
        }
    }

    private void requireOneOf(Set<Permission> permissions, String action) {
        if (permissions.stream().noneMatch(credential.permissions()::contains)) {
            throw lacking("cannot " + action + " with the given credential: it lacks the permission "
                    + String.join(
                            " or ",
                            permissions.stream()
                                    .map(Permission::wireName)
                                    .sorted()
                                    .toList()));
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
                .map(limits -> limits.stream().map(Caller::pattern).anyMatch(limit -> limit.matches(channel)))
                .orElse(true);
    }

    /** Credentials of earlier versions name tracks without a risk level, which is {@code stable}. */
    private static ChannelPattern pattern(String text) {
        return ChannelPattern.parse(
                text.contains("*") ? text : Channel.parse(text).toString());
    }

    /** @throws StoreException if the credential is limited to other snaps */
    public void requireSnap(SnapName snap) {
        if (!allows(snap)) {
            throw lacking("cannot use the given credential for the snap " + snap);
        }
    }

    /** @throws StoreException if the credential is limited to other channels */
    public void requireChannel(Channel channel) {
        if (!allows(channel)) {
            throw lacking("cannot use the given credential for the channel " + channel);
        }
    }

    /**
     * For what decides about every channel of a snap.
     *
     * @throws StoreException if the credential is limited to some channels
     */
    public void requireAllChannels() {
        refuse(credential.limits().channels().isPresent(), "channels", "decide about all channels of a snap");
    }

    /** Whether the credential is limited to other stores. */
    public boolean isLimitedAwayFrom(StoreId store) {
        return !allows(credential.limits().stores().orElse(Set.of(store)), store);
    }

    private static <T> boolean allows(Set<T> limit, T value) {
        return limit.contains(value);
    }

    private static StoreException lacking(String message) {
        return new StoreException(ErrorCode.PERMISSION_REQUIRED, message);
    }
}
