package org.brandstore.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of the catalog that one caller may see. A snap outside it does not exist for this caller: every look-up gives
 * exactly what it gives for a snap that was never made.
 */
public final class CatalogView {
    /** Sees no snap at all. */
    public static final CatalogView NOTHING = new CatalogView("", new Shelf("", Map.of(), Map.of(), Map.of()), null);

    private final String store;
    private final Shelf shelf;
    private final @Nullable String model;

    /**
     * What a store offers.
     *
     * @param brand the brand whose store it is
     * @param byId by snap id
     * @param byName by snap name; a store may offer snaps of several brands and so one name twice
     * @param byPublisher by the account that publishes them
     */
    record Shelf(
            String brand,
            Map<String, Offered> byId,
            Map<String, List<Offered>> byName,
            Map<String, List<Offered>> byPublisher) {
        Shelf {
            byId = Map.copyOf(byId);
            byName = Map.copyOf(byName);
            byPublisher = Map.copyOf(byPublisher);
        }

        /** Of snaps with one name the lowest id comes first: the same on every replica. */
        static Shelf of(String brand, Map<String, Offered> byId) {
            Map<String, List<Offered>> byName = new HashMap<>();
            Map<String, List<Offered>> byPublisher = new HashMap<>();
            new TreeMap<>(byId).values().forEach(offered -> {
                CatalogSnap.Facts facts = offered.snap().facts();
                add(byName, facts.name(), offered);
                add(byPublisher, facts.publisher().id(), offered);
            });
            return new Shelf(brand, byId, byName, byPublisher);
        }

        private static void add(Map<String, List<Offered>> by, String key, Offered offered) {
            by.computeIfAbsent(key, absent -> new ArrayList<>(1)).add(offered);
        }
    }

    /**
     * A snap in a store.
     *
     * @param snap the snap
     * @param models the models of the brand that see it, or null for all
     */
    record Offered(CatalogSnap snap, @Nullable Set<String> models) {
        boolean isFor(@Nullable String model) {
            return models == null || model == null || models.contains(model);
        }
    }

    /**
     * @param store the store's id
     * @param model the device's model, or null for people of the brand, who see what any of its models sees
     */
    CatalogView(String store, Shelf shelf, @Nullable String model) {
        this.store = store;
        this.shelf = shelf;
        this.model = model;
    }

    public Optional<CatalogSnap> findById(String id) {
        Offered offered = shelf.byId().get(id);
        return offered != null && offered.isFor(model) ? Optional.of(offered.snap()) : Optional.empty();
    }

    public Optional<CatalogSnap> findByName(String name) {
        for (Offered offered : shelf.byName().getOrDefault(name, List.of())) {
            if (offered.isFor(model)) {
                return Optional.of(offered.snap());
            }
        }
        return Optional.empty();
    }

    /** Whether a snap of this publisher is seen. */
    public boolean knowsPublisher(String account) {
        return shelf.byPublisher().getOrDefault(account, List.of()).stream().anyMatch(offered -> offered.isFor(model));
    }

    /** The id of the store that this shows; empty if it shows nothing. */
    public String store() {
        return store;
    }

    /** Whether nothing is seen because the store has nothing at all, or is not for this caller. */
    public boolean isEmpty() {
        return shelf.byId().isEmpty();
    }

    /** The brand whose store this shows; empty if it shows nothing. */
    public String brand() {
        return shelf.brand();
    }

    /** All snaps that are seen, in no particular order. */
    public List<CatalogSnap> snaps() {
        return shelf.byId().values().stream()
                .filter(offered -> offered.isFor(model))
                .map(Offered::snap)
                .toList();
    }
}
