package org.brandstore.api.admin.device;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.brandstore.device.fleet.DeviceFile;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.observation.DeviceHistory;
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
     * @param askedAt when it first asked what is answered here; empty if it has not asked since questions are kept
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
            String askedAt,
            String answer,
            int revision,
            String channel,
            String reason,
            String message,
            List<Step> steps) {
        static Reasoned of(Why.Explanation why) {
            RefreshDecision decision = why.explained().decision();
            String reason = decision.reason().word();
            String asked = why.askedAt().map(Instant::toString).orElse("");
            List<Step> steps = why.explained().trace().steps().stream()
                    .map(step -> new Step(step.rule(), step.saw(), step.settled()))
                    .toList();
            int installed = why.installed().orElse(0);
            return switch (decision) {
                case RefreshDecision.Offer offer ->
                    new Reasoned(
                            why.instanceKey(),
                            installed,
                            asked,
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
                            asked,
                            "stay",
                            current.revision().number(),
                            current.findChannel().orElse(""),
                            reason,
                            "",
                            steps);
                case RefreshDecision.Refused refused ->
                    new Reasoned(
                            why.instanceKey(), installed, asked, "refuse", 0, "", reason, refused.message(), steps);
            };
        }
    }

    /**
     * Something that happened to one snap of a device.
     *
     * @param number grows with time; that of the last of a page begins the next
     * @param what {@code offered}, {@code fetched} or {@code reported}
     * @param revision what was offered, fetched or reported; 0 for a snap that went
     * @param was what the device had before, or from what a delta led; 0 for nothing
     * @param channel where an offer was found, else empty
     * @param note the reason of an offer, or when a device says that its revision came; else empty
     */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record Event(
            long number,
            String at,
            String what,
            String instanceKey,
            String snapId,
            int revision,
            int was,
            String channel,
            String note) {
        static Event of(DeviceHistory.Event event) {
            return new Event(
                    event.number(),
                    event.at().toString(),
                    event.kind().word(),
                    event.instanceKey(),
                    event.snapId(),
                    event.revision(),
                    event.was(),
                    event.channel().orElse(""),
                    event.note().orElse(""));
        }
    }

    /** What one rule saw; the last one settled the matter. */
    record Step(String rule, String saw, boolean settled) {}
}
