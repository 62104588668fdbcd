package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;

/** Closes a channel, with the approvals that a release to it would need. One that no device sees needs none. */
@ApplicationScoped
class CloseChannel implements GatedChange {
    private final Closings closings;
    private final PublishGate gate;

    CloseChannel(Closings closings, PublishGate gate) {
        this.closings = closings;
        this.gate = gate;
    }

    @Override
    public ChangeKind kind() {
        return ChangeKind.CLOSE_CHANNEL;
    }

    @Override
    public void lock(Draft draft) {
        closings.lock(snap(draft));
    }

    @Override
    public int approvalsNeeded(Draft draft) {
        Channel channel = channel(draft);
        return closings.isOpen(snap(draft), channel)
                ? gate.approvalsNeeded(draft.store().orElseThrow(), channel)
                : 0;
    }

    @Override
    public void apply(Draft draft, Actor actor) {
        closings.closeNow(snap(draft), channel(draft), actor);
    }

    private static SnapId snap(Draft draft) {
        return new SnapId(draft.require("snap"));
    }

    private static Channel channel(Draft draft) {
        return Channel.parse(draft.require("channel"));
    }
}
