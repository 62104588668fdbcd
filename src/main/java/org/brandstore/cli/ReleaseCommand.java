package org.brandstore.cli;

import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.account.Accounts;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.ReleaseLookup;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.release.Releases;
import org.brandstore.release.RequestState;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Releases that publishers asked for. */
@Dependent
@Command(name = "release", description = "Follow a release that waits.", mixinStandardHelpOptions = true)
class ReleaseCommand implements CliCommand {
    /** The exit code for a release that was refused, or overtaken by a later one. */
    static final int REFUSED = 3;
    /** The exit code for one that still waits at the end of the time. */
    static final int STILL_WAITING = 4;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ReleaseLookup requests;
    private final Releases releases;
    private final Snaps snaps;
    private final Accounts accounts;
    private final Clock clock;

    @Spec
    CommandSpec spec;

    ReleaseCommand(ReleaseLookup requests, Releases releases, Snaps snaps, Accounts accounts, Clock clock) {
        this.requests = requests;
        this.releases = releases;
        this.snaps = snaps;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(
            name = "wait",
            description = "Wait until a release is decided and devices get it, and print what became of it.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:devices get it, all of them or the share that was asked for",
                "1:it was never asked for, or something else went wrong",
                "3:it was rejected, or a later release took its place",
                "4:it still waits"
            })
    int await(
            @Parameters(paramLabel = "SNAP") String name,
            @Parameters(paramLabel = "REVISION") int number,
            @Parameters(paramLabel = "CHANNEL", description = "Such as stable, or 2.0/edge.") String channel,
            @Option(names = "--brand", required = true, description = "The brand's username.") String brand,
            @Option(
                            names = "--timeout",
                            defaultValue = "PT1H",
                            description = "Such as PT30M; ${DEFAULT-VALUE} if not said.")
                    Duration timeout)
            throws InterruptedException {
        Snap snap = snaps.find(account(brand), new SnapName(name))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.RESOURCE_NOT_FOUND, "cannot wait: brand " + brand + " has no snap " + name));
        Revision revision = new Revision(number);
        Channel wanted = Channel.parse(channel);
        Instant end = clock.instant().plus(timeout);
        RequestState state = state(snap, revision, wanted);
        while (state.isOpen() && clock.instant().isBefore(end)) {
            Thread.sleep(PAUSE);
            state = state(snap, revision, wanted);
        }
        return tell("revision " + revision + " of " + name + " to " + wanted, state);
    }

    private RequestState state(Snap snap, Revision revision, Channel channel) {
        Optional<ReleaseRequest> request = requests.newest(snap.id(), revision, channel);
        return request.map(ReleaseRequest::state)
                .orElseGet(() -> releases.channelMap(snap.id()).stream()
                        .filter(pointer -> pointer.channel().equals(channel)
                                && pointer.revision().equals(revision))
                        .findFirst()
                        .map(pointer -> new RequestState.Applied(pointer.releasedAt()))
                        .orElseThrow(() -> new StoreException(
                                ErrorCode.RESOURCE_NOT_FOUND,
                                "cannot wait: nobody asked for a release of revision " + revision + " of " + snap.name()
                                        + " to " + channel)));
    }

    private int tell(String what, RequestState state) {
        return switch (state) {
            case RequestState.Applied applied -> say(CommandLine.ExitCode.OK, what + ": released at " + applied.at());
            case RequestState.Rejected rejected -> say(REFUSED, what + ": rejected: " + rejected.reason());
            case RequestState.Superseded ignored -> say(REFUSED, what + ": a later release took its place");
            case RequestState.Scheduled scheduled ->
                say(STILL_WAITING, what + ": approved, scheduled for " + scheduled.at());
            case RequestState.Waiting ignored -> say(STILL_WAITING, what + ": waits for approval");
        };
    }

    private int say(int code, String line) {
        CliOutput.line(spec, line);
        return code;
    }

    private AccountId account(String username) {
        return BrandCommand.require(accounts, username).id();
    }
}
