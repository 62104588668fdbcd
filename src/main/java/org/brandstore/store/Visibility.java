package org.brandstore.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.event.Events;
import org.brandstore.event.change.SnapChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Which store shows which snap, and to which models. What no store shows, nobody sees. */
@ApplicationScoped
public class Visibility {
    private final OfferRepository rows;
    private final Stores stores;
    private final SnapBrands brands;
    private final Events events;

    Visibility(OfferRepository rows, Stores stores, SnapBrands brands, Events events) {
        this.rows = rows;
        this.stores = stores;
        this.brands = brands;
        this.events = events;
    }

    /** Shows a snap to the devices of every model that names the store. */
    @Transactional
    public void offer(StoreId store, SnapId snap, Actor actor) {
        set(store, snap, Optional.empty(), actor);
    }

    /** Shows a snap to the devices of these models only. */
    @Transactional
    public void offer(StoreId store, SnapId snap, Set<ModelName> models, Actor actor) {
        set(store, snap, Optional.of(models), actor);
    }

    /** Hides a snap from the devices of a store; they keep what they have. */
    @Transactional
    public void withdraw(StoreId store, SnapId snap, Actor actor) {
        if (rows.deleteById(new OfferEntity.Key(store.value(), snap.value()))) {
            events.record(
                    actor.label(), new SnapChange.Hidden(stores.require(store).brand(), store, snap));
        }
    }

    /** What a store shows. */
    @Transactional
    public List<StoreOffer> of(StoreId store) {
        BrandStore found = stores.require(store);
        return rows.of(store.value()).stream()
                .map(row -> row.toOffer(found.brand()))
                .toList();
    }

    /** What all stores show, for a snapshot of everything. */
    @Transactional
    public List<StoreOffer> offers() {
        Map<StoreId, AccountId> brands =
                stores.all().stream().collect(Collectors.toMap(BrandStore::id, BrandStore::brand));
        return rows.listAll().stream()
                .flatMap(row -> Optional.ofNullable(brands.get(new StoreId(row.storeId))).map(row::toOffer).stream())
                .toList();
    }

    /** What is not there is of no brand. */
    private boolean isOfOneBrand(StoreId store, SnapId snap) {
        Optional<AccountId> brand = stores.find(store).map(BrandStore::brand);
        return brand.isPresent() && brand.equals(brands.of(snap));
    }

    /** A store shows snaps of its own brand only, so that no brand can open another one's snaps to its devices. */
    private void set(StoreId store, SnapId snap, Optional<Set<ModelName>> models, Actor actor) {
        if (!isOfOneBrand(store, snap)) {
            throw new StoreException(
                    ErrorCode.NOT_FOUND,
                    "cannot show snap " + snap + " in store " + store + ": its brand has no such snap");
        }
        OfferEntity row = rows.findByIdOptional(new OfferEntity.Key(store.value(), snap.value()))
                .orElseGet(OfferEntity::new);
        row.storeId = store.value();
        row.snapId = snap.value();
        row.models = models.map(
                        names -> names.stream().map(ModelName::value).sorted().toArray(String[]::new))
                .orElse(null);
        rows.persist(row);
        events.record(actor.label(), new SnapChange.Shown(stores.require(store).brand(), store, snap, models));
    }
}
