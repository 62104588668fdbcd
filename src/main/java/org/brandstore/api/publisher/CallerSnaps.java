package org.brandstore.api.publisher;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.release.track.Tracks;
import org.brandstore.security.Caller;
import org.brandstore.security.Rights;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;

/** The snaps that the caller may touch, by what the tools send. */
@ApplicationScoped
public class CallerSnaps {
    private final Rights rights;
    private final Tracks tracks;

    CallerSnaps(Rights rights, Tracks tracks) {
        this.rights = rights;
        this.tracks = tracks;
    }

    public Caller caller() {
        return rights.caller();
    }

    /** @param name as the client typed it */
    public Snap byName(String name) {
        return rights.snap(new SnapName(name));
    }

    /** @param id as the client sent it */
    public Snap byId(String id) {
        return rights.snap(new SnapId(id));
    }

    /** Whether the caller is one of the snap's publishers. */
    public boolean publishes(Snap snap) {
        return rights.publishes(snap);
    }

    public List<Snap> all() {
        return rights.snaps();
    }

    /** Checks what some requests of a method do beyond the others, as {@link Rights#further}. */
    public void further(Snap snap, SnapOperation deed, Permission permission) {
        rights.further(snap, deed, permission);
    }

    /**
     * Channels as typed, in that order. A missing track is {@code latest}, as the tools show it: the default track is for
     * devices. The credential must be good for each, and the snap must have its track.
     */
    public List<Channel> channels(Snap snap, List<String> typed) {
        List<Channel> channels =
                rights.channels(typed.stream().map(Channel::parse).toList());
        channels.forEach(channel -> tracks.require(snap, channel));
        return channels;
    }

    /** The same for what is to be released to; then no branch may have a name that a new one may not. */
    public List<Channel> releaseChannels(Snap snap, List<String> typed) {
        List<Channel> channels = channels(snap, typed);
        channels.forEach(channel -> tracks.requireForRelease(snap, channel));
        return channels;
    }
}
