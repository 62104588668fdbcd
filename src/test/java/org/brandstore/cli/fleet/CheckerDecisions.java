package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.cli.fleet.CheckerWire.Fate;
import org.brandstore.cli.fleet.CheckerWire.Outcome;

/** Managers: what a developer asks for is approved through one replica and rejected through the other in the same moment. */
final class CheckerDecisions {
    private static final String CHANNEL = "latest/candidate";
    private static final Map<String, String> ACTIONS =
            Map.of("applied", "release.applied", "rejected", "release.rejected");

    private final CheckerScene scene;
    private final Queue<Decided> decided = new ConcurrentLinkedQueue<>();

    CheckerDecisions(CheckerScene scene) {
        this.scene = scene;
    }

    /** @param state as it was once nothing could be under way any more */
    private record Decided(String request, String state) {}

    Void run(Random chance) throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            while (!scene.isOver()) {
                round(chance, both);
                Thread.sleep(chance.nextInt(100));
            }
        }
        return null;
    }

    private void round(Random chance, ExecutorService both) throws Exception {
        String revision = Integer.toString(1 + chance.nextInt(CheckerScene.REVISIONS));
        Outcome asked = scene.wire.call(
                scene.any(chance),
                scene.developer(),
                "POST",
                "/dev/api/snap-release/",
                "{\"name\":\"" + CheckerScene.DECIDED_SNAP + "\",\"revision\":\"" + revision + "\",\"channels\":[\""
                        + CHANNEL + "\"]}");
        count(asked);
        List<String> waiting = scene.texts(
                "select id::text from release_request where snap_id = ? and risk = 'candidate' and state = 'waiting'",
                scene.decidedSnapId());
        for (String request : waiting) {
            decide(request, chance.nextInt(2), both);
        }
    }

    private void decide(String request, int approver, ExecutorService both) throws Exception {
        Future<Outcome> approval = both.submit(() -> decision(request, "approve", approver));
        Future<Outcome> rejection = both.submit(() -> decision(request, "reject", 1 - approver));
        Outcome approved = approval.get();
        Outcome rejected = rejection.get();
        count(approved);
        count(rejected);
        String state = scene.text("select state from release_request where id = ?::uuid", request);
        if (state.equals("waiting")) {
            if (approved.fate() == Fate.DONE || rejected.fate() == Fate.DONE) {
                scene.violations.add("request " + request + " waits although its decision was acknowledged");
            }
            return;
        }
        if (approved.fate() == Fate.DONE && rejected.fate() == Fate.DONE) {
            scene.violations.add("request " + request + " was approved and rejected");
        }
        if (approved.fate() == Fate.DONE && !state.equals("applied")
                || rejected.fate() == Fate.DONE && !state.equals("rejected")) {
            scene.violations.add("request " + request + " is " + state + ", approved: " + approved.fate()
                    + ", rejected: " + rejected.fate());
        }
        decided.add(new Decided(request, state));
    }

    private Outcome decision(String request, String verb, int replica) throws InterruptedException {
        return scene.wire.call(
                scene.replica(replica),
                scene.manager(),
                "POST",
                "/api/admin/v1/releases/" + request + "/" + verb,
                "{\"reason\":\"checked\"}");
    }

    private void count(Outcome outcome) {
        if (outcome.fate() == Fate.DONE) {
            scene.acknowledged.incrementAndGet();
        } else if (outcome.fate() == Fate.UNKNOWN) {
            scene.unknown.incrementAndGet();
        }
    }

    /** What was decided stays decided, once, and the log tells it once. */
    void judge() throws Exception {
        assertThat(decided).isNotEmpty();
        for (Decided one : decided) {
            assertThat(scene.text("select state from release_request where id = ?::uuid", one.request()))
                    .isEqualTo(one.state());
            assertThat(scene.texts(
                            "select action from audit_entry where action in ('release.applied', 'release.rejected')"
                                    + " and (subject = 'release-request/' || ? or after like '%' || ? || '%')",
                            one.request(), one.request()))
                    .as("records of " + one.request())
                    .containsExactly(ACTIONS.get(one.state()));
        }
    }
}
