package org.brandstore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.brandstore.cli.CliCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The store's command line, in the process of the test. */
@ApplicationScoped
public class Commands {
    private final Instance<CliCommand> commands;

    Commands(Instance<CliCommand> commands) {
        this.commands = commands;
    }

    @Command(name = "brandstore")
    private static final class Top {}

    /** All commands, to be asked what they understand. */
    public CommandLine line() {
        CommandLine line = new CommandLine(new Top());
        commands.forEach(line::addSubcommand);
        return line;
    }

    /** What a command printed that went well. */
    public List<String> run(String... arguments) {
        StringWriter said = new StringWriter();
        assertThat(execute(said, arguments)).as(said.toString()).isZero();
        return said.toString().lines().toList();
    }

    /** What a command complained of that failed. */
    public String fail(String... arguments) {
        StringWriter said = new StringWriter();
        assertThat(execute(said, arguments)).as(said.toString()).isNotZero();
        return said.toString();
    }

    private int execute(StringWriter said, String... arguments) {
        PrintWriter out = new PrintWriter(said);
        return line().setOut(out).setErr(out).execute(arguments);
    }
}
