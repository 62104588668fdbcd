package org.brandstore.api.publisher;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.brandstore.account.Role;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.CurrentCaller;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.SnapDeed;
import org.brandstore.store.Memberships;

/** The snaps that the caller may touch: what the person may do, narrowed by the credential they came with. */
@ApplicationScoped
class CallerSnaps {
    private static final Set<Role> WORKING = EnumSet.of(Role.ADMIN, Role.PUBLISHER, Role.RELEASE_MANAGER);

    private final CurrentCaller current;
    private final SnapAccess access;
    private final Memberships members;

    CallerSnaps(CurrentCaller current, SnapAccess access, Memberships members) {
        this.current = current;
        this.access = access;
        this.members = members;
    }

    Caller caller() {
        return current.get();
    }

    /** @param name as the client typed it */
    Snap byName(String name, SnapDeed deed) {
        return narrowed(access.require(caller().person(), new SnapName(name), deed));
    }

    /** @param id as the client sent it */
    Snap byId(String id, SnapDeed deed) {
        return narrowed(access.require(caller().person(), new SnapId(id), deed));
    }

    List<Snap> all() {
        Caller caller = caller();
        return access.all(caller.person(), SnapDeed.SEE).stream()
                .filter(snap -> !caller.isLimitedAwayFrom(snap.store()))
                .filter(snap -> caller.credential()
                        .limits()
                        .snaps()
                        .map(names -> names.contains(snap.name()))
                        .orElse(true))
                .toList();
    }

    /** Channels as typed, with the snap's default track where none is named; the credential must be good for each. */
    List<Channel> channels(Snap snap, List<String> typed) {
        List<Channel> channels = typed.stream()
                .map(text -> Channel.parse(text, snap.defaultTrack()))
                .distinct()
                .toList();
        channels.forEach(caller()::requireChannel);
        return channels;
    }

    /**
     * The account for which the caller may sign what concerns more than one snap.
     *
     * @throws StoreException if they only look on in every store, or the credential is a limited one
     */
    AccountId account() {
        Caller caller = caller();
        caller.requireNoLimits();
        boolean works = members.storesOf(caller.person().id()).stream()
                .filter(store -> !caller.isLimitedAwayFrom(store.id()))
                .flatMap(store -> members.roles(caller.person().id(), store.id()).stream())
                .anyMatch(WORKING::contains);
        if (!works) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot do this without one of the roles admin, publisher and release-manager in a store");
        }
        return caller.person().account();
    }

    private Snap narrowed(Snap snap) {
        if (caller().isLimitedAwayFrom(snap.store())) {
            throw new StoreException(
                    ErrorCode.RESOURCE_NOT_FOUND,
                    "cannot find snap " + snap.name() + " with the given credential: it is for other stores");
        }
        caller().requireSnap(snap.name());
        return snap;
    }
}
