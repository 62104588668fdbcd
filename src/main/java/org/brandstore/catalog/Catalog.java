package org.brandstore.catalog;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    public static final Catalog EMPTY = new Catalog(
            new Parts(Map.of(), Map.of(), Map.of(), AssertionIndex.EMPTY, StoreRules.NONE, Map.of()), Instant.EPOCH);

    private final Parts parts;
    private final Map<String, CatalogView.Shelf> shelves;
    private final Set<String> icons;
    private final State state;

    /**
     * What a catalog is made of; the next one has most of it from the last.
     *
     * @param snaps by id
     * @param places where each snap is shown, by its id
     * @param stores brands by store
     * @param broken how many records had to be left out because they could not be read, by what they are about
     */
    public record Parts(
            Map<String, CatalogSnap> snaps,
            Map<String, List<Inclusion>> places,
            Map<String, String> stores,
            AssertionIndex assertions,
            StoreRules rules,
            Map<String, Integer> broken) {
        public Parts {
            snaps = Map.copyOf(snaps);
            places = Map.copyOf(places);
            stores = Map.copyOf(stores);
            broken = Map.copyOf(broken);
        }
    }

    /**
     * How a catalog came about.
     *
     * @param builtAt when
     * @param snaps how many snaps it holds
     * @param brokenRows how many records had to be left out because they could not be read
     */
    public record State(Instant builtAt, int snaps, int brokenRows) {}

    public Catalog(Parts parts, Instant now) {
        this.parts = parts;
        this.shelves = shelves(parts);
        this.icons = icons(parts);
        this.state = new State(
                now,
                parts.snaps().size(),
                parts.broken().values().stream().mapToInt(Integer::intValue).sum());
    }

    private static Map<String, CatalogView.Shelf> shelves(Parts parts) {
        Map<String, Map<String, CatalogView.Offered>> offers = new HashMap<>();
        parts.places()
                .values()
                .forEach(places -> places.forEach(place -> {
                    CatalogSnap snap = parts.snaps().get(place.snap());
                    if (snap != null) {
                        offers.computeIfAbsent(place.store(), absent -> new HashMap<>())
                                .put(snap.id(), new CatalogView.Offered(snap, place.models()));
                    }
                }));
        Map<String, CatalogView.Shelf> shelves = new HashMap<>();
        parts.stores()
                .forEach((store, brand) ->
                        shelves.put(store, CatalogView.Shelf.of(brand, offers.getOrDefault(store, Map.of()))));
        return Map.copyOf(shelves);
    }

    /** The digests of all pictures, as hex. */
    private static Set<String> icons(Parts parts) {
        Set<String> icons = new HashSet<>();
        parts.snaps().values().forEach(snap -> {
            CatalogSnap.Texts texts = snap.facts().texts();
            texts.findIcon().ifPresent(icon -> icons.add(icon.hex()));
            texts.extras()
                    .pictures()
                    .forEach(picture -> icons.add(picture.digest().hex()));
        });
        return Set.copyOf(icons);
    }

    /** What the next catalog is made from. */
    public Parts parts() {
        return parts;
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
        return Optional.ofNullable(parts.snaps().get(snap.value()))
                .filter(found -> parts.places().containsKey(found.id()));
    }

    /** Whether this is the digest of the icon of any snap; icons are public to those who know their address. */
    public boolean isIcon(String hexDigest) {
        return icons.contains(hexDigest);
    }

    public AssertionIndex assertions() {
        return parts.assertions();
    }

    /** What validation sets and gating snaps say. */
    public StoreRules rules() {
        return parts.rules();
    }

    public State state() {
        return state;
    }
}
