package org.brandstore.cli;

import jakarta.enterprise.context.Dependent;
import java.io.PrintWriter;
import org.brandstore.account.Actor;
import org.brandstore.authority.Root;
import org.brandstore.authority.RootOfTrust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the root of trust and the store key, if there are none; {@code serve} does the same at its first start. */
@Dependent
@Command(name = "init", description = "Prepare the database and make the root of trust, if there is none.")
class InitCommand implements CliCommand {
    private final RootOfTrust root;

    @Spec
    CommandSpec spec;

    InitCommand(RootOfTrust root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Root made = root.establish(Actor.cli().label());
        PrintWriter out = spec.commandLine().getOut();
        out.println("root account: " + made.account());
        out.println("root key:     " + made.rootKey());
        out.println("Next: take the root key off this server with 'trust export-key' and 'trust remove-key'.");
        out.flush();
        return 0;
    }
}
