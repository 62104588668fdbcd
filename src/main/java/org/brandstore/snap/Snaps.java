package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.event.Events;
import org.brandstore.event.change.SnapChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.naming.Track;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Stores;

/** The registered snaps of all stores. */
@ApplicationScoped
public class Snaps {
    private final SnapRepository rows;
    private final NewSnaps newSnaps;
    private final Stores stores;
    private final Events events;

    Snaps(SnapRepository rows, NewSnaps newSnaps, Stores stores, Events events) {
        this.rows = rows;
        this.newSnaps = newSnaps;
        this.stores = stores;
        this.events = events;
    }

    /**
     * Registers a name: from now on it is that publisher's within the brand, and the store shows the snap to its devices as
     * soon as something is released. Whether the publisher may do this was checked.
     *
     * @throws StoreException {@link ErrorCode#ALREADY_OWNED}, {@link ErrorCode#ALREADY_REGISTERED} or {@link
     *     ErrorCode#RESERVED_NAME}
     */
    @Transactional
    public Snap register(SnapName name, StoreId home, AccountId publisher, boolean isPrivate, Actor actor) {
        BrandStore store = stores.require(home);
        newSnaps.requireFree(name, store, publisher);
        Snap snap = newSnaps.create(name, store, publisher, isPrivate, actor).toSnap();
        events.record(
                actor.label(), new SnapChange.Registered(snap.brand(), snap.id(), name, home, publisher, isPrivate));
        return snap;
    }

    /** Sets what channels without a track mean. Whether the snap has the track was checked. */
    @Transactional
    public void setDefaultTrack(SnapId id, Track track, Actor actor) {
        SnapEntity row = rows.findLocked(id).orElseThrow();
        if (row.defaultTrack.equals(track.value())) {
            return;
        }
        Track before = new Track(row.defaultTrack);
        row.defaultTrack = track.value();
        events.record(actor.label(), new SnapChange.DefaultTrackSet(brand(row), id, before, track));
    }

    /** Nobody else changes the snap until the caller's transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock(SnapId id) {
        if (rows.findLocked(id).isEmpty()) {
            throw unknown(id);
        }
    }

    /** Sets what people read of the snap; the texts were checked. */
    @Transactional
    public void describe(SnapId id, SnapTexts texts, Actor actor) {
        SnapEntity row = rows.findLocked(id).orElseThrow(() -> unknown(id));
        SnapChange.Texts before = texts(row);
        row.title = texts.title();
        row.summary = texts.summary();
        row.description = texts.description();
        row.license = texts.license().orElse(null);
        SnapChange.Texts after = texts(row);
        if (!before.equals(after)) {
            events.record(actor.label(), new SnapChange.Described(brand(row), id, before, after));
        }
    }

    private static SnapChange.Texts texts(SnapEntity row) {
        return new SnapChange.Texts(row.title, row.summary, row.description, Optional.ofNullable(row.license));
    }

    /** @param icon its digest in the blob store */
    @Transactional
    public void setIcon(SnapId id, Optional<Sha3_384> icon, Actor actor) {
        SnapEntity row = rows.findLocked(id).orElseThrow(() -> unknown(id));
        Optional<Sha3_384> before = Optional.ofNullable(row.iconSha3).map(Sha3_384::new);
        row.iconSha3 = icon.map(Sha3_384::hex).orElse(null);
        if (!before.equals(icon)) {
            events.record(actor.label(), new SnapChange.IconSet(brand(row), id, before, icon));
        }
    }

    /** Hides the snap from searches, or shows it there. */
    @Transactional
    public void setPrivate(SnapId id, boolean isPrivate, Actor actor) {
        SnapEntity row = rows.findLocked(id).orElseThrow(() -> unknown(id));
        if (row.isPrivate != isPrivate) {
            row.isPrivate = isPrivate;
            events.record(actor.label(), new SnapChange.PrivacySet(brand(row), id, !isPrivate, isPrivate));
        }
    }

    private static AccountId brand(SnapEntity row) {
        return new AccountId(row.brandId);
    }

    @Transactional
    public Optional<Snap> find(SnapId id) {
        return rows.findByIdOptional(id.value()).map(SnapEntity::toSnap);
    }

    /** @throws StoreException with {@link ErrorCode#ID_NOT_FOUND} if there is none */
    @Transactional
    public Snap require(SnapId id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    private static StoreException unknown(SnapId id) {
        return new StoreException(ErrorCode.ID_NOT_FOUND, "cannot find snap " + id + ": no snap has this id");
    }

    /** @param home the store in which the name was registered */
    @Transactional
    public Optional<Snap> find(StoreId home, SnapName name) {
        return rows.find(home, name).map(SnapEntity::toSnap);
    }

    @Transactional
    public Optional<Snap> find(AccountId brand, SnapName name) {
        return rows.find(brand, name).map(SnapEntity::toSnap);
    }

    /** All snaps that an account publishes, by name. */
    @Transactional
    public List<Snap> ofPublisher(AccountId publisher) {
        return rows.ofPublisher(publisher).stream().map(SnapEntity::toSnap).toList();
    }

    /** All snaps whose home is one of the stores, by name. */
    @Transactional
    public List<Snap> ofStores(Collection<StoreId> stores) {
        return rows.ofStores(stores).stream().map(SnapEntity::toSnap).toList();
    }

    /** All snaps of all stores, by name. */
    @Transactional
    public List<Snap> all() {
        return rows.all().stream().map(SnapEntity::toSnap).toList();
    }
}
