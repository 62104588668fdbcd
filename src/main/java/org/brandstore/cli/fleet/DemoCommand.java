package org.brandstore.cli.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.authority.TrustExport;
import org.brandstore.cli.CliCommand;
import org.brandstore.cli.ServerPorts;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.site.SiteConfig;
import org.brandstore.snap.Snaps;
import org.brandstore.update.Approvals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the store and plays a brand, its developer and its fleet against it, over HTTP. */
@Dependent
@Command(
        name = "demo",
        description = "Run the store with a demo: a brand, a developer, a fleet of devices and some strangers.",
        mixinStandardHelpOptions = true)
class DemoCommand implements CliCommand {
    private final DemoStage stage;
    private final Snaps snaps;
    private final ReleaseRequests requests;
    private final Approvals approvals;
    private final TrustExport trust;
    private final SiteConfig site;
    private final ObjectMapper json;
    private final Clock clock;

    /** Heeded before the store starts. */
    @Mixin
    ServerPorts ports = new ServerPorts();

    @Option(
            names = "--devices",
            defaultValue = "50",
            description = "How many devices the fleet has (${DEFAULT-VALUE}).")
    int devices;

    @Option(names = "--poll-seconds", defaultValue = "5", description = "How often the fleet asks for updates.")
    int pollSeconds;

    @Option(names = "--approve", description = "Approve the updates too and end when the fleet runs them.")
    boolean approve;

    DemoCommand(
            DemoStage stage,
            Snaps snaps,
            ReleaseRequests requests,
            Approvals approvals,
            TrustExport trust,
            SiteConfig site,
            ObjectMapper json,
            Clock clock) {
        this.stage = stage;
        this.snaps = snaps;
        this.requests = requests;
        this.approvals = approvals;
        this.trust = trust;
        this.site = site;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ProgressLines board = new ProgressLines(out, ProgressLines.isTerminal());
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            DeviceWire wire = new DeviceWire(http, json, site.publicUrl());
            List<Assertion> root =
                    AssertionStreamDecoder.decodeAll(trust.assertions().getBytes(StandardCharsets.UTF_8));
            DemoStory story = new DemoStory(
                    stage,
                    snaps,
                    requests,
                    approvals,
                    new PublisherWire(http, json, site.publicUrl()),
                    new DeviceFactory(wire, root, clock),
                    wire,
                    board);
            return tell(story, board);
        }
    }

    private int tell(DemoStory story, ProgressLines board) throws IOException, InterruptedException {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        DemoCast cast = story.moveIn();
        story.publishFirst(cast);
        SimulatedFleet fleet = story.makeFleet(cast, devices, threads);
        boolean kept = story.turnStrangersAway(cast, fleet);
        String password = stage.newPassword(cast.manager());
        for (int number = 0; number < DemoSnap.UPDATE.size(); number++) {
            story.askForUpdate(number);
            inviteToApprove(cast, password, board);
            if (approve) {
                story.approveAll(cast);
            }
            int goal = devices * (number + 1) / DemoSnap.UPDATE.size();
            pollUntil(story, fleet, board, goal);
        }
        board.step("Done: the whole fleet runs the new version");
        if (approve) {
            return kept && story.updated(fleet) == devices ? 0 : 1;
        }
        board.say("The store stays up, and the fleet goes on asking; end it with Ctrl-C.");
        pollUntil(story, fleet, board, Integer.MAX_VALUE);
        return 0;
    }

    private void inviteToApprove(DemoCast cast, String password, ProgressLines board) {
        if (!approve) {
            board.say("");
            board.say("Now it is your turn: " + site.publicUrl() + "/console");
            board.say("  sign in as " + cast.manager().email() + " with the password " + password);
            board.say("  approve the waiting release, and watch the fleet here and there");
            board.say("");
        }
    }

    private void pollUntil(DemoStory story, SimulatedFleet fleet, ProgressLines board, int goal)
            throws InterruptedException {
        int last = -1;
        while (last < goal) {
            fleet.poll();
            int updated = story.updated(fleet);
            if (updated != last) {
                board.progress("devices run the new version", updated, fleet.size());
                last = updated;
            }
            if (updated < goal) {
                Thread.sleep(Duration.ofSeconds(pollSeconds));
            }
        }
    }
}
