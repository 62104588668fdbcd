package org.brandstore.cli;

import jakarta.enterprise.context.Dependent;
import java.util.List;
import org.brandstore.account.Actor;
import org.brandstore.snap.SharedComponents;
import org.brandstore.snap.SharedComponents.Shared;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.resource.ResourcePair;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Components that several revisions of a snap have in common, which devices cannot bear. */
@Dependent
@Command(
        name = "component",
        description = "Find and part components that several revisions of a snap have in common.",
        mixinStandardHelpOptions = true)
class ComponentCommand implements CliCommand {
    private final SharedComponents components;
    private final Snaps snaps;

    @Spec
    CommandSpec spec;

    ComponentCommand(SharedComponents components, Snaps snaps) {
        this.components = components;
        this.snaps = snaps;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(
            description = "Print what is shared: snap, its revision, the component, its revision, and whether a"
                    + " validation set names it.")
    int shared() {
        components.list().forEach(this::print);
        return CommandLine.ExitCode.OK;
    }

    @Command(
            description = "Give each revision a copy of its own now; the server does it within an hour of its start."
                    + " Prints what is left.")
    int part(
            @Option(
                            names = "--pinned",
                            description =
                                    "Also what a validation set names: make a new sequence of the set afterwards.")
                    boolean pinned) {
        List<ResourcePair> todo = components.list().stream()
                .filter(shared -> pinned || !shared.pinned())
                .map(Shared::pair)
                .toList();
        todo.forEach(pair -> components.renew(pair, Actor.cli()));
        components.list().forEach(this::print);
        return CommandLine.ExitCode.OK;
    }

    private void print(Shared shared) {
        ResourcePair pair = shared.pair();
        CliOutput.line(
                spec,
                String.join(
                        "\t",
                        snaps.require(pair.snap()).name().value(),
                        pair.snapRevision().toString(),
                        pair.resource().name().value(),
                        pair.resource().revision().toString(),
                        shared.pinned() ? "pinned" : "free"));
    }
}
