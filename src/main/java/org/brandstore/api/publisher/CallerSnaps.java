package org.brandstore.api.publisher;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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

/** The snaps that the caller may touch: what the person may do, narrowed by the credential they came with. */
@ApplicationScoped
class CallerSnaps {
    private final CurrentCaller current;
    private final SnapAccess access;

    CallerSnaps(CurrentCaller current, SnapAccess access) {
        this.current = current;
        this.access = access;
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

    /** Whether the caller is one of the snap's publishers. */
    boolean publishes(Snap snap) {
        return access.publishes(caller().person(), snap);
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
