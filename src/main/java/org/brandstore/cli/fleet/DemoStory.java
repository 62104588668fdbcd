package org.brandstore.cli.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;
import org.brandstore.update.Approvals;

/** The store's whole job, told once: from a developer's upload to the update of a fleet, with strangers at the door. */
final class DemoStory {
    private static final String STABLE = "latest/stable";
    private static final String UPDATED = "acme-dashboard";
    private static final String NEW_VERSION = "1.1";

    private final DemoStage stage;
    private final Snaps snaps;
    private final ReleaseRequests requests;
    private final Approvals approvals;
    private final PublisherWire publisher;
    private final DeviceFactory factory;
    private final DeviceWire wire;
    private final ProgressLines board;

    DemoStory(
            DemoStage stage,
            Snaps snaps,
            ReleaseRequests requests,
            Approvals approvals,
            PublisherWire publisher,
            DeviceFactory factory,
            DeviceWire wire,
            ProgressLines board) {
        this.stage = stage;
        this.snaps = snaps;
        this.requests = requests;
        this.approvals = approvals;
        this.publisher = publisher;
        this.factory = factory;
        this.wire = wire;
        this.board = board;
    }

    /** The brand moves in. */
    DemoCast moveIn() {
        board.step("The brand Acme moves in: account, keys, store, people");
        DemoCast cast = stage.cast();
        board.say("brand account " + cast.brand() + ", store " + cast.store().id());
        return cast;
    }

    /** The developer uploads what devices need, and the manager lets it out. */
    void publishFirst(DemoCast cast) throws IOException, InterruptedException {
        board.step("A developer uploads " + DemoSnap.FIRST.size() + " snaps, as snapcraft does");
        publisher.login(stage.enrol(cast.developer()));
        int done = 0;
        for (DemoSnap snap : DemoSnap.FIRST) {
            if (snaps.find(cast.store().id(), new SnapName(snap.name())).isEmpty()) {
                publisher.registerName(snap.name(), cast.store().id().value());
            }
            int revision = publisher.upload(snap.name(), snap.file(), snap.bytes());
            publisher.release(snap.name(), revision, STABLE);
            done++;
            board.progress("uploaded, scanned, signed: " + snap.file(), done, DemoSnap.FIRST.size());
        }
        board.step("stable wants the approval of somebody else: the brand manager gives it");
        int approved = approveAll(cast);
        board.say(approved + " releases approved");
    }

    /** Makes the fleet: half of each model. */
    SimulatedFleet makeFleet(DemoCast cast, int size, int threads) {
        board.step("Two models are signed; " + size + " devices are made in the factory");
        Map<String, String> ids = snapIds(cast.store().id());
        Assertion arm = stage.olderModel("acme-device-1", cast.store());
        Assertion amd = stage.newerModel("acme-device-2", cast.store(), ids);
        List<SimulatedDevice> devices = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            devices.add(factory.make(i % 2 == 0 ? arm : amd));
            board.progress("RSA keys made", i + 1, size);
        }
        SimulatedFleet fleet = new SimulatedFleet(devices, board, threads);
        fleet.all("have a serial", SimulatedDevice::register);
        fleet.all("opened a session with their signed model", SimulatedDevice::openSession);
        fleet.all(
                "installed their snaps and verified every byte",
                device ->
                        device.install(device.isModel("acme-device-1") ? DemoModels.ARM_SNAPS : DemoModels.AMD_SNAPS));
        return fleet;
    }

    /**
     * Five strangers knock.
     *
     * @return whether all of them got nothing
     */
    boolean turnStrangersAway(DemoCast cast, SimulatedFleet fleet) {
        board.step("Five strangers knock");
        Strangers strangers = new Strangers(factory, wire);
        Assertion own = stage.olderModel("acme-device-1", cast.store());
        AssertionSigner device = DeviceFactory.newKey();
        SimulatedDevice late = factory.make(own, device);
        late.useSerial(stage.serialSignedBy(stage.expiredKey(cast.brand()), own, device));
        SimulatedDevice forger = factory.make(own, device);
        forger.useSerial(stage.serialSignedBy(DeviceFactory.newKey(), own, device));
        List<Strangers.Finding> findings = List.of(
                strangers.outsider("wrong store", stage.olderModel("acme-lab-1", cast.lab()), UPDATED),
                strangers.outsider("wrong brand", stage.olderModel("globex-1", cast.rival()), UPDATED),
                strangers.impostor("expired key", late),
                strangers.impostor("forged serial", forger),
                strangers.replay(fleet.any()));
        for (Strangers.Finding finding : findings) {
            board.say((finding.kept() ? "nothing for " : "LEAKED to ") + finding.who() + ": " + finding.answer());
        }
        return findings.stream().allMatch(Strangers.Finding::kept);
    }

    /**
     * The developer asks for the release of a new version for one model's architecture.
     *
     * @param number which file of {@link DemoSnap#UPDATE}
     */
    void askForUpdate(int number) throws IOException, InterruptedException {
        DemoSnap update = DemoSnap.UPDATE.get(number);
        board.step("The developer uploads " + update.file() + " and asks for its release to stable");
        int revision = publisher.upload(update.name(), update.file(), update.bytes());
        publisher.release(update.name(), revision, STABLE);
        board.say("revision " + revision + " waits for approval; devices do not see it");
    }

    /** Approves whatever waits, as the manager; how many releases that were. */
    int approveAll(DemoCast cast) {
        List<UUID> waiting = requests.open(List.of(cast.store().id())).stream()
                .map(ReleaseRequest::id)
                .toList();
        for (UUID request : waiting) {
            approvals.approve(request, cast.manager(), "demo", null, Actor.of(cast.manager()));
        }
        return waiting.size();
    }

    /** How many devices run the new version. */
    int updated(SimulatedFleet fleet) {
        return fleet.running(UPDATED, NEW_VERSION);
    }

    private Map<String, String> snapIds(StoreId store) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (Snap snap : snaps.ofStores(List.of(store))) {
            ids.put(snap.name().value(), snap.id().value());
        }
        return ids;
    }
}
