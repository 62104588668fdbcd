package org.brandstore.cli;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.Dependent;
import org.brandstore.device.serial.SerialPolicies;
import org.brandstore.model.SerialSentences;
import org.jboss.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the store until the process is told to stop. */
@Dependent
@Command(name = "serve", description = "Run the store (the default).", mixinStandardHelpOptions = true)
class ServeCommand implements CliCommand {
    private static final Logger LOG = Logger.getLogger(ServeCommand.class);

    private final SerialPolicies policies;

    /** Heeded before the store starts. */
    @Mixin
    ServerPorts ports = new ServerPorts();

    ServeCommand(SerialPolicies policies) {
        this.policies = policies;
    }

    @Override
    public Integer call() {
        policies.open().stream().map(SerialSentences::open).forEach(LOG::warn);
        Quarkus.waitForExit();
        return 0;
    }
}
