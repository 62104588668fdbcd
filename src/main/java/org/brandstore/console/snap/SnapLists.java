package org.brandstore.console.snap;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.brandstore.account.Person;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.StoreId;
import org.brandstore.release.ChannelOffers;
import org.brandstore.release.channel.Pointer;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.Submission;
import org.brandstore.snap.Submissions;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/** Lists the snaps that somebody may look at. */
@Singleton
class SnapLists {
    private final ViewedSnaps snaps;
    private final SnapAccess access;
    private final Memberships memberships;
    private final Revisions revisions;
    private final Submissions submissions;
    private final ChannelOffers offers;

    SnapLists(
            ViewedSnaps snaps,
            SnapAccess access,
            Memberships memberships,
            Revisions revisions,
            Submissions submissions,
            ChannelOffers offers) {
        this.snaps = snaps;
        this.access = access;
        this.memberships = memberships;
        this.revisions = revisions;
        this.submissions = submissions;
        this.offers = offers;
    }

    List<SnapCard> of(Person viewer) {
        Map<StoreId, BrandStore> stores = memberships.storesOf(viewer.id()).stream()
                .collect(Collectors.toMap(BrandStore::id, Function.identity()));
        List<Snap> all = snaps.all(viewer);
        return all.stream()
                .map(snap -> card(snap, ViewedSnaps.path(snap, all), stores))
                .toList();
    }

    /** @param typed the name as it was typed */
    RegisterForm form(Person viewer, String typed) {
        List<StoreId> open =
                access.homes(viewer).stream().map(SnapAccess.Home::store).toList();
        return new RegisterForm(
                memberships.storesOf(viewer.id()).stream()
                        .filter(store -> open.contains(store.id()))
                        .map(store -> new RegisterForm.Choice(store.id().value(), store.name()))
                        .toList(),
                typed);
    }

    private SnapCard card(Snap snap, String path, Map<StoreId, BrandStore> stores) {
        Optional<SnapRevision> latest = revisions.newest(snap.id());
        Optional<Submission> upload = submissions.newest(snap.id());
        BrandStore store = stores.get(snap.store());
        return new SnapCard(
                path,
                snap.name().value(),
                snap.title().equals(snap.name().value()) ? "" : snap.title(),
                store == null ? snap.store().value() : store.name(),
                latest.map(SnapLists::words).orElse(""),
                time(latest.map(SnapRevision::createdAt)),
                upload.map(one -> UploadView.label(one.state())).orElse(""),
                upload.map(one -> UploadView.tone(one.state())).orElse(""),
                time(upload.map(Submission::createdAt)),
                open(snap));
    }

    private static String words(SnapRevision revision) {
        return revision.version() + " (revision " + revision.revision() + (revision.withdrawn() ? ", withdrawn)" : ")");
    }

    /** The channels that offer something, each with the versions that it offers to the different architectures. */
    private List<SnapCard.Open> open(Snap snap) {
        List<Pointer> pointers = offers.given(snap.id()).pointers();
        return pointers.stream()
                .map(Pointer::channel)
                .distinct()
                .map(channel -> new SnapCard.Open(
                        shortName(channel),
                        pointers.stream()
                                .filter(pointer -> pointer.channel().equals(channel))
                                .map(Pointer::revision)
                                .distinct()
                                .map(revision -> version(snap, revision))
                                .distinct()
                                .collect(Collectors.joining(", "))))
                .toList();
    }

    private String version(Snap snap, Revision revision) {
        return revisions.find(snap.id(), revision).map(SnapRevision::version).orElse("revision " + revision);
    }

    private static String shortName(Channel channel) {
        return channel.track().equals(Channel.LATEST) ? channel.withoutTrack() : channel.toString();
    }

    private static String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse("");
    }
}
