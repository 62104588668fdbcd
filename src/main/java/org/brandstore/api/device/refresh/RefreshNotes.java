package org.brandstore.api.device.refresh;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.observation.Observations;
import org.brandstore.refresh.RefreshDecision;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.DeviceFacts;
import org.brandstore.refresh.question.Question;
import org.brandstore.refresh.question.QuestionFingerprint;
import org.brandstore.refresh.question.SnapAction;

/** Hands on what a device asked and what it was offered, to be written down when there is time. */
@ApplicationScoped
class RefreshNotes {
    private final Observations observations;

    RefreshNotes(Observations observations) {
        this.observations = observations;
    }

    /** @param body of the request */
    void asked(DeviceIdentity device, DeviceFacts facts, Question question, byte[] body) {
        observations.asked(new Observations.Asking(
                device,
                new Observations.Manner(
                        facts.traits().architecture(),
                        facts.traits().followsRedirects(),
                        facts.traits().scheduled(),
                        facts.acceptsDeltas()),
                facts.installed().stream().map(ContextSnap::installed).toList(),
                QuestionFingerprint.of(facts, question),
                body.length,
                () -> new String(body, StandardCharsets.UTF_8)));
    }

    void answered(DeviceIdentity device, DeviceFacts facts, Question question, List<Described> decisions) {
        for (int i = 0; i < decisions.size(); i++) {
            if (decisions.get(i).decision() instanceof RefreshDecision.Offer offer) {
                offered(device, facts, question.actions().get(i), offer);
            }
        }
    }

    private void offered(DeviceIdentity device, DeviceFacts facts, SnapAction action, RefreshDecision.Offer offer) {
        Optional<Integer> was = facts.installed().stream()
                .map(ContextSnap::installed)
                .filter(there -> there.instanceKey().equals(action.instanceKey()))
                .map(there -> there.revision())
                .findFirst();
        observations.offered(
                device,
                new Observations.Offer(
                        action.instanceKey(),
                        offer.snap().id(),
                        offer.revision().number(),
                        was.orElse(0),
                        offer.findChannel(),
                        offer.reason().word()));
    }
}
