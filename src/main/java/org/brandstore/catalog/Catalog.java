package org.brandstore.catalog;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.catalog.rule.StoreRules;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;

/**
 * All that devices may be told, at one moment. Immutable: a change makes a new catalog.
 *
 * <p>A device sees what the store named by its signed model offers to that model, provided the store is one of the brand
 * that signed the model. Nothing a request says can widen this.
 */
public final class Catalog {
    /** Holds nothing; what a server has before it could read its database. */
    static final Catalog EMPTY =
            new Catalog(Map.of(), Set.of(), AssertionIndex.EMPTY, StoreRules.NONE, new State(Instant.EPOCH, 0, 0));

    private final Map<String, CatalogView.Shelf> shelves;
    private final Map<String, CatalogSnap> snaps = new HashMap<>();
    private final Set<String> icons;
    private final AssertionIndex assertions;
    private final StoreRules rules;
    private final State state;

    /**
     * How a catalog came about.
     *
     * @param builtAt when
     * @param snaps how many snaps it holds
     * @param brokenRows how many records had to be left out because they could not be read
     */
    public record State(Instant builtAt, int snaps, int brokenRows) {}

    /**
     * @param shelves by store id
     * @param icons the digests of all icons, as hex
     */
    Catalog(
            Map<String, CatalogView.Shelf> shelves,
            Set<String> icons,
            AssertionIndex assertions,
            StoreRules rules,
            State state) {
        this.shelves = Map.copyOf(shelves);
        shelves.values().forEach(shelf -> shelf.byId().forEach((id, offered) -> snaps.put(id, offered.snap())));
        this.icons = Set.copyOf(icons);
        this.assertions = assertions;
        this.rules = rules;
        this.state = state;
    }

    /** What somebody sees. */
    public CatalogView view(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Device device -> view(device.identity());
            case Viewer.ImageBuilder builder -> view(builder.store());
            case Viewer.Stranger stranger -> CatalogView.NOTHING;
        };
    }

    /** What a device sees by its session. */
    public CatalogView view(DeviceIdentity device) {
        StoreId store = device.store();
        if (store == null) {
            return CatalogView.NOTHING;
        }
        CatalogView.Shelf shelf = shelves.get(store.value());
        return shelf == null || !shelf.brand().equals(device.brand().value())
                ? CatalogView.NOTHING
                : new CatalogView(store.value(), shelf, device.model().value());
    }

    /** What people of the brand see who build images for a store; the caller has checked that they may. */
    public CatalogView view(StoreId store) {
        CatalogView.Shelf shelf = shelves.get(store.value());
        return shelf == null ? CatalogView.NOTHING : new CatalogView(store.value(), shelf, null);
    }

    /** A snap that any store offers; not for answers to callers, who see a {@link CatalogView}. */
    public Optional<CatalogSnap> find(SnapId snap) {
        return Optional.ofNullable(snaps.get(snap.value()));
    }

    /** Whether this is the digest of the icon of any snap; icons are public to those who know their address. */
    public boolean isIcon(String hexDigest) {
        return icons.contains(hexDigest);
    }

    public AssertionIndex assertions() {
        return assertions;
    }

    /** What validation sets and gating snaps say. */
    public StoreRules rules() {
        return rules;
    }

    public State state() {
        return state;
    }
}
