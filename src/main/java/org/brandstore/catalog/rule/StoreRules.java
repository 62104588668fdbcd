package org.brandstore.catalog.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.brandstore.assertion.type.SnapDeclarationView;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.assertion.type.gate.RefreshGate;

/** All validation sets, gating snaps and validations that this store knows, at one moment. Immutable. */
public final class StoreRules {
    /** Nothing demands anything. */
    public static final StoreRules NONE = new StoreRules(List.of(), List.of(), List.of());

    private final ObeyedSets sets;
    private final Map<String, SnapDeclarationView> gatingSnaps = new HashMap<>();
    private final Map<String, ValidationView> validations = new HashMap<>();

    /**
     * Each in its newest revision.
     *
     * @param declarations those that control the refreshes of other snaps; others may be among them
     */
    public StoreRules(
            Collection<ValidationSetView> sets,
            Collection<SnapDeclarationView> declarations,
            Collection<ValidationView> validations) {
        this.sets = new ObeyedSets(sets);
        for (SnapDeclarationView declaration : declarations) {
            if (!declaration.refreshControl().isEmpty()) {
                gatingSnaps.put(declaration.snapId().value(), declaration);
            }
        }
        for (ValidationView view : validations) {
            this.validations.put(
                    key(
                            view.gatingSnap().value(),
                            view.approvedSnap().value(),
                            view.approvedRevision().value()),
                    view);
        }
    }

    /**
     * What holds for a device, for the length of one request.
     *
     * @param installed the ids of its snaps, asked only if any snap gates others
     * @param isSeen whether the device sees a snap: what it does not see must not show by what it gates
     */
    public DeviceRules on(Supplier<? extends Collection<String>> installed, Predicate<String> isSeen) {
        if (gatingSnaps.isEmpty()) {
            return new DeviceRules(sets, null, validations);
        }
        List<SnapDeclarationView> present = new ArrayList<>();
        for (String id : installed.get()) {
            SnapDeclarationView declaration = gatingSnaps.get(id);
            if (declaration != null && isSeen.test(id)) {
                present.add(declaration);
            }
        }
        return new DeviceRules(sets, present.isEmpty() ? null : new RefreshGate(present), validations);
    }

    /**
     * A validation set that a caller may see, in its newest revision; what it may not see is not there.
     *
     * @param key series, account, name and, unless the latest is meant, the sequence
     */
    public Optional<ValidationSetView> findSet(List<String> key, Predicate<ValidationSetView> isSeen) {
        return sets.find(key, isSeen).map(ObeyedSets.KnownSet::view);
    }

    static String key(String gating, String gated, int revision) {
        return gating + "/" + gated + "/" + revision;
    }
}
