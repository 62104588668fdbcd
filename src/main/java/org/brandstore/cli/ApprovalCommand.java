package org.brandstore.cli;

import jakarta.enterprise.context.Dependent;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.approval.Proposal;
import org.brandstore.approval.ProposalReviews;
import org.brandstore.approval.Proposals;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The changes that wait for approval: whoever runs commands on the server may decide where a brand has nobody else. */
@Dependent
@Command(
        name = "approval",
        description = "Decide about changes that wait for the approval of somebody else.",
        mixinStandardHelpOptions = true)
class ApprovalCommand implements CliCommand {
    private final ProposalReviews reviews;
    private final Proposals proposals;

    @Spec
    CommandSpec spec;

    ApprovalCommand(ProposalReviews reviews, Proposals proposals) {
        this.reviews = reviews;
        this.proposals = proposals;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(description = "Print what waits: id, kind, who proposed it, since when, what will happen, why.")
    int list() {
        for (Proposal proposal : reviews.all()) {
            CliOutput.line(
                    spec,
                    String.join(
                            "\t",
                            proposal.id().toString(),
                            proposal.draft().kind().word(),
                            proposal.author().label(),
                            proposal.proposedAt().toString(),
                            proposal.draft().title(),
                            proposal.draft().reason()));
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Let a change happen.")
    int approve(
            @Parameters(paramLabel = "ID") UUID id,
            @Option(names = "--reason", required = true, description = "Goes into the audit log.") String reason) {
        Proposal proposal = proposals.approve(id, reason, Actor.cli());
        CliOutput.line(spec, proposal.draft().title() + ": " + proposal.state().word());
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "End a change without any effect.")
    int reject(
            @Parameters(paramLabel = "ID") UUID id,
            @Option(names = "--reason", required = true, description = "Goes into the audit log.") String reason) {
        Proposal proposal = proposals.reject(id, reason, Actor.cli());
        CliOutput.line(spec, proposal.draft().title() + ": " + proposal.state().word());
        return CommandLine.ExitCode.OK;
    }
}
