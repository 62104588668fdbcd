package org.brandstore.cli;

import jakarta.enterprise.context.Dependent;
import org.brandstore.event.ChainCheck;
import org.brandstore.event.ChangeLog;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The log of changes. */
@Dependent
@Command(name = "audit", description = "Verify the log of changes.", mixinStandardHelpOptions = true)
class AuditCommand implements CliCommand {
    private final ChangeLog log;

    @Spec
    CommandSpec spec;

    AuditCommand(ChangeLog log) {
        this.log = log;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(
            description =
                    "Recompute the hashes of all records. Prints the newest hash of each chain: note them elsewhere,"
                            + " and nobody can cut off the end of a chain unseen.")
    int verify() {
        return switch (log.verify()) {
            case ChainCheck.Intact intact -> {
                CliOutput.line(spec, "intact: " + intact.records() + " records");
                intact.heads().forEach((chain, head) -> CliOutput.line(spec, head + " " + name(chain)));
                yield CommandLine.ExitCode.OK;
            }
            case ChainCheck.Broken broken -> {
                CliOutput.line(
                        spec,
                        "broken: record " + broken.record() + " of " + name(broken.chain()) + ": " + broken.reason());
                yield CommandLine.ExitCode.SOFTWARE;
            }
        };
    }

    private static String name(String chain) {
        return switch (chain) {
            case "" -> "the server";
            case ChainCheck.SHARED -> "all brands, before each had a chain";
            default -> chain;
        };
    }
}
