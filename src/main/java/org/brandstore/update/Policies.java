package org.brandstore.update;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.event.DerivedState;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;
import org.brandstore.release.ReleaseControls;
import org.brandstore.release.channel.ChannelRecords;
import org.brandstore.release.channel.Phase;
import org.brandstore.update.plan.DeviceOrder;
import org.brandstore.update.plan.Policy;
import org.brandstore.update.plan.Rollout;

/** Holds the present policy and reads a new one when something in it has changed. */
@ApplicationScoped
public class Policies implements DerivedState {
    private final ReleaseControls controls;
    private volatile Policy current = Policy.NONE;

    Policies(ReleaseControls controls) {
        this.controls = controls;
    }

    /** The policy to answer by. Take it once per request: it may be replaced at any moment. */
    public Policy current() {
        return current;
    }

    @Override
    public String name() {
        return "policy";
    }

    @Override
    public boolean concerns(StoreChanged change) {
        return change.topic() == Topic.UPDATES
                || change.topic() == Topic.RELEASES; // a replica of the version before says only this
    }

    @Override
    public synchronized void read() {
        List<Policy.Moving> moving =
                controls.phases().stream().map(Policies::moving).toList();
        List<Policy.Stopped> stopped = controls.stops().stream()
                .map(stop -> new Policy.Stopped(stop.snap(), stop.channel(), stop.revision()))
                .toList();
        current = new Policy(moving, stopped);
    }

    private static Policy.Moving moving(ChannelRecords.Seeded seeded) {
        Phase phase = seeded.phase();
        Rollout rollout = new Rollout(
                phase.revision(), phase.share().percentage(), phase.share().paused(), new DeviceOrder(seeded.seed()));
        return new Policy.Moving(
                phase.snap(), phase.channel(), phase.architecture().value(), rollout);
    }
}
