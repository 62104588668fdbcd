package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/** Ends a stop, once somebody else has agreed. */
@ApplicationScoped
class ResumeChannel implements GatedChange {
    private final Stops stops;
    private final PublishGate gate;

    ResumeChannel(Stops stops, PublishGate gate) {
        this.stops = stops;
        this.gate = gate;
    }

    @Override
    public ChangeKind kind() {
        return ChangeKind.RESUME_CHANNEL;
    }

    @Override
    public void lock(Draft draft) {
        stops.lock(new SnapId(draft.require("snap")));
    }

    @Override
    public int approvalsNeeded(Draft draft) {
        Channel channel = Channel.parse(draft.require("channel"));
        return Math.max(1, gate.approvalsNeeded(draft.store().orElseThrow(), channel));
    }

    @Override
    public void apply(Draft draft, Actor actor) {
        stops.lift(
                new SnapId(draft.require("snap")),
                Channel.parse(draft.require("channel")),
                Stream.of(draft.require("revisions").split(" "))
                        .map(Revision::parse)
                        .toList(),
                draft.reason(),
                actor);
    }
}
