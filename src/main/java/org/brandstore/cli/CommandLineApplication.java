package org.brandstore.cli;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Instance;
import org.brandstore.problem.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Finds the command that was asked for among the beans and runs it. */
public class CommandLineApplication implements QuarkusApplication {
    private final Instance<CliCommand> commands;

    CommandLineApplication(Instance<CliCommand> commands) {
        this.commands = commands;
    }

    @Override
    public int run(String... args) {
        CommandLine line = new CommandLine(new Root());
        for (CliCommand command : commands) {
            line.addSubcommand(command);
        }
        line.setExecutionExceptionHandler((e, failed, parsed) -> {
            if (e instanceof StoreException) {
                failed.getErr().println(e.getMessage());
                return 1;
            }
            throw e;
        });
        return args.length == 0 ? line.execute("serve") : line.execute(args);
    }

    @Command(
            name = "brandstore",
            description = "A self-hosted brand store for Ubuntu Core devices.",
            mixinStandardHelpOptions = true,
            version = "0.1.0",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Root implements Runnable {
        @Override
        public void run() {
            CommandLine.usage(this, System.out);
        }
    }
}
