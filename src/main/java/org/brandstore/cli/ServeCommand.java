package org.brandstore.cli;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;

/** Runs the store until the process is told to stop. */
@Dependent
@Command(name = "serve", description = "Run the store (the default).")
class ServeCommand implements CliCommand {
    @Override
    public Integer call() {
        Quarkus.waitForExit();
        return 0;
    }
}
