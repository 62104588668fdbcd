package org.brandstore.cli;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the store until the process is told to stop. */
@Dependent
@Command(name = "serve", description = "Run the store (the default).", mixinStandardHelpOptions = true)
class ServeCommand implements CliCommand {
    /** Heeded before the store starts. */
    @Mixin
    ServerPorts ports = new ServerPorts();

    @Override
    public Integer call() {
        Quarkus.waitForExit();
        return 0;
    }
}
