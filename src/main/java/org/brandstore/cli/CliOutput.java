package org.brandstore.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what a command answers, and only that, so that scripts can use it. */
final class CliOutput {
    private CliOutput() {}

    static void line(CommandSpec spec, String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
