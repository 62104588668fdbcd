package org.brandstore.refresh;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
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
import org.brandstore.observation.DeviceHistory;
import org.brandstore.observation.Observations;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.DeviceFacts;
import org.brandstore.refresh.question.Question;
import org.brandstore.refresh.question.QuestionReader;
import org.brandstore.refresh.question.RefreshRequest;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.WantedRevision;
import org.brandstore.snap.metadata.Epoch;

/**
 * What a device would be answered now about a snap, and why: to the question that it asked last, or else, for a device that
 * has not asked since questions are kept, to what it said it runs.
 */
@ApplicationScoped
public class Why {
    private final Fleet fleet;
    private final DeviceHistory history;
    private final QuestionReader questions;
    private final StoreStates states;
    private final RefreshDecider decider;
    private final Clock clock;

    Why(
            Fleet fleet,
            DeviceHistory history,
            QuestionReader questions,
            StoreStates states,
            RefreshDecider decider,
            Clock clock) {
        this.fleet = fleet;
        this.history = history;
        this.questions = questions;
        this.states = states;
        this.decider = decider;
        this.clock = clock;
    }

    /**
     * What is said about one instance of a snap.
     *
     * @param instanceKey the instance, or the name of the snap if the device does not have it
     * @param installed the revision that it has; empty if it has none
     * @param askedAt when it first asked what is answered here; empty if it has not asked since questions are kept
     */
    public record Explanation(
            String instanceKey,
            Optional<Integer> installed,
            Optional<Instant> askedAt,
            RefreshDecider.Explained explained) {}

    /** What is answered. */
    private record Asked(
            Optional<Instant> at,
            Asker.Traits traits,
            boolean acceptsDeltas,
            List<ContextSnap> context,
            List<SnapAction> actions) {}

    /**
     * About each instance of the snap that the device has, as if it refreshed it, or else as if it installed it.
     *
     * @param name the name of the snap; one that the device does not see is answered like one that is not there
     */
    public List<Explanation> explain(DeviceFile device, String name) {
        StoreState state = states.current();
        Viewer viewer = new Viewer.Device(device.identity());
        CatalogView view = state.catalog().view(viewer);
        Asked asked = asked(device, view);
        List<SnapAction> actions = actions(view.findByName(name), asked, name);
        List<RefreshDecider.Explained> explained = decider.explain(
                new DeviceFacts(viewer, asked.traits(), asked.acceptsDeltas(), asked.context()),
                new Question(actions, false),
                state,
                clock.instant());
        List<Explanation> all = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            String key = actions.get(i).instanceKey();
            Optional<Integer> revision = asked.context().stream()
                    .filter(snap -> snap.installed().instanceKey().equals(key))
                    .map(snap -> snap.installed().revision())
                    .findFirst();
            all.add(new Explanation(key, revision, asked.at(), explained.get(i)));
        }
        return all;
    }

    private Asked asked(DeviceFile device, CatalogView view) {
        return history.lastQuestion(device.identity().ref())
                .map(last -> asked(last, questions.read(last.text())))
                .orElseGet(() -> new Asked(
                        Optional.empty(),
                        new Asker.Traits(device.architecture().orElse(""), true, true),
                        false,
                        fleet.installed(device.identity().ref()).stream()
                                .map(snap -> context(view, snap))
                                .toList(),
                        List.of()));
    }

    private static Asked asked(DeviceHistory.LastQuestion last, RefreshRequest request) {
        Observations.Manner manner = last.manner();
        return new Asked(
                Optional.of(last.at()),
                new Asker.Traits(manner.architecture(), manner.followsRedirects(), manner.scheduled()),
                manner.acceptsDeltas(),
                request.context(),
                request.actions());
    }

    /** What the device asked about each instance of the snap; where it did not, as if it asked for nothing in particular. */
    private static List<SnapAction> actions(Optional<CatalogSnap> snap, Asked asked, String name) {
        List<SnapAction> refreshes = snap.stream()
                .flatMap(seen -> asked.context().stream()
                        .map(ContextSnap::installed)
                        .filter(there -> there.snapId().equals(seen.id())))
                .map(there -> asked.actions().stream()
                        .filter(action -> action.kind() == ActionKind.REFRESH)
                        .filter(action -> action.instanceKey().equals(there.instanceKey()))
                        .findFirst()
                        .orElseGet(() -> new SnapAction(
                                ActionKind.REFRESH,
                                there.instanceKey(),
                                there.snapId(),
                                null,
                                WantedRevision.DEFAULT,
                                null)))
                .toList();
        return refreshes.isEmpty()
                ? List.of(new SnapAction(ActionKind.INSTALL, name, null, name, WantedRevision.DEFAULT, null))
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
