package org.brandstore.api.admin.device;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.brandstore.device.fleet.DeviceFile;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.refresh.RefreshDecision;
import org.brandstore.refresh.Why;

/** How the admin API shows devices. */
final class DeviceView {
    private DeviceView() {}

    /**
     * A device.
     *
     * @param architecture empty if it has shown no model yet
     * @param lastSeenAt empty if it has never asked for updates
     */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record Item(
            String model,
            String serial,
            String deviceKey,
            String architecture,
            String registeredAt,
            String lastSeenAt,
            boolean revoked) {
        static Item of(DeviceFile device) {
            return new Item(
                    device.identity().model().value(),
                    device.identity().serial().value(),
                    device.identity().deviceKey().value(),
                    device.architecture().orElse(""),
                    device.identity().issuedAt().toString(),
                    device.lastSeenAt().map(Instant::toString).orElse(""),
                    device.revoked());
        }
    }

    /** A device and what it runs. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record Detail(Item device, List<Installed> installed) {}

    /** One instance of a snap on a device, as it said at its last check-in. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record Installed(String instanceKey, String snapId, int revision, String trackingChannel, List<String> heldBy) {
        static Installed of(InstalledSnap snap) {
            return new Installed(
                    snap.instanceKey(), snap.snapId(), snap.revision(), snap.trackingChannel(), snap.heldBy());
        }
    }

    /**
     * What a device would be answered about one instance of a snap.
     *
     * @param installed 0 if it has none
     * @param answer {@code offer}, {@code stay} or {@code refuse}
     * @param revision what is offered or kept, 0 for none
     * @param channel where it was found, empty for none
     * @param reason the reason in one word
     * @param message what a refused device is told, else empty
     * @param steps what each rule saw, in the order in which they were asked
     */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record Reasoned(
            String instanceKey,
            int installed,
            String answer,
            int revision,
            String channel,
            String reason,
            String message,
            List<Step> steps) {
        static Reasoned of(Why.Explanation why) {
            RefreshDecision decision = why.explained().decision();
            String reason = decision.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
            List<Step> steps = why.explained().trace().steps().stream()
                    .map(step -> new Step(step.rule(), step.saw(), step.settled()))
                    .toList();
            int installed = why.installed().orElse(0);
            return switch (decision) {
                case RefreshDecision.Offer offer ->
                    new Reasoned(
                            why.instanceKey(),
                            installed,
                            "offer",
                            offer.revision().number(),
                            offer.findChannel().orElse(""),
                            reason,
                            "",
                            steps);
                case RefreshDecision.Current current ->
                    new Reasoned(
                            why.instanceKey(),
                            installed,
                            "stay",
                            current.revision().number(),
                            current.findChannel().orElse(""),
                            reason,
                            "",
                            steps);
                case RefreshDecision.Refused refused ->
                    new Reasoned(why.instanceKey(), installed, "refuse", 0, "", reason, refused.message(), steps);
            };
        }
    }

    /** What one rule saw; the last one settled the matter. */
    record Step(String rule, String saw, boolean settled) {}
}
