package org.brandstore.refresh;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.CatalogView;
import org.brandstore.catalog.Viewer;
import org.brandstore.device.fleet.DeviceFile;
import org.brandstore.device.fleet.Fleet;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.DeviceFacts;
import org.brandstore.refresh.question.Question;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.Wish;
import org.brandstore.snap.metadata.Epoch;

/**
 * What a device would be answered now about a snap, and why: asked for it from what it said at its last check-in. The keys of
 * validation sets and cohorts are not kept of a check-in, so that what they demand does not show here.
 */
@ApplicationScoped
public class Why {
    private final Fleet fleet;
    private final StoreStates states;
    private final RefreshDecider decider;
    private final Clock clock;

    Why(Fleet fleet, StoreStates states, RefreshDecider decider, Clock clock) {
        this.fleet = fleet;
        this.states = states;
        this.decider = decider;
        this.clock = clock;
    }

    /**
     * What is said about one instance of a snap.
     *
     * @param instanceKey the instance, or the name of the snap if the device does not have it
     * @param installed the revision that it has; empty if it has none
     */
    public record Explanation(String instanceKey, Optional<Integer> installed, RefreshDecider.Explained explained) {}

    /**
     * About each instance of the snap that the device has, as if it refreshed it, or else as if it installed it.
     *
     * @param name the name of the snap; one that the device does not see is answered like one that is not there
     */
    public List<Explanation> explain(DeviceFile device, String name) {
        StoreState state = states.current();
        Viewer viewer = new Viewer.Device(device.identity());
        CatalogView view = state.catalog().view(viewer);
        List<ContextSnap> context = fleet.installed(device.identity().ref()).stream()
                .map(snap -> context(view, snap))
                .toList();
        List<SnapAction> actions = actions(view.findByName(name), context, name);
        Asker.Traits traits = new Asker.Traits(device.architecture().orElse(""), true, true);
        List<RefreshDecider.Explained> explained = decider.explain(
                new DeviceFacts(viewer, traits, false, context), new Question(actions, false), state, clock.instant());
        List<Explanation> all = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            String key = actions.get(i).instanceKey();
            Optional<Integer> revision = context.stream()
                    .filter(snap -> snap.installed().instanceKey().equals(key))
                    .map(snap -> snap.installed().revision())
                    .findFirst();
            all.add(new Explanation(key, revision, explained.get(i)));
        }
        return all;
    }

    private static List<SnapAction> actions(Optional<CatalogSnap> snap, List<ContextSnap> context, String name) {
        List<SnapAction> refreshes = snap.stream()
                .flatMap(seen -> context.stream()
                        .map(ContextSnap::installed)
                        .filter(there -> there.snapId().equals(seen.id())))
                .map(there -> new SnapAction(
                        ActionKind.REFRESH, there.instanceKey(), there.snapId(), null, Wish.DEFAULT, null))
                .toList();
        return refreshes.isEmpty()
                ? List.of(new SnapAction(ActionKind.INSTALL, name, null, name, Wish.DEFAULT, null))
                : refreshes;
    }

    /** The epoch of the data is that of the revision which is installed, where that is known. */
    private static ContextSnap context(CatalogView view, InstalledSnap snap) {
        Epoch epoch = view.findById(snap.snapId())
                .flatMap(seen -> seen.find(snap.revision()))
                .map(revision -> revision.facts().epoch())
                .orElse(Epoch.ZERO);
        return new ContextSnap(snap, epoch, null, false);
    }
}
