package org.brandstore.refresh;

import org.brandstore.catalog.ChannelLine;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.jspecify.annotations.Nullable;

/** What a channel has stopped goes to no further device; those that have it keep it. */
final class StopRule implements Rule {
    @Override
    public String name() {
        return "stop";
    }

    @Override
    public @Nullable RefreshDecision settle(Case c) {
        Case.Candidate candidate = c.candidate();
        ChannelLine line = candidate.line();
        boolean stopped = line != null
                && c.policy().stops(line.channel(), candidate.revision().number());
        return line == null || !stopped || c.isInstalled(candidate.revision())
                ? null
                : c.stay(line.name(), Reason.STOPPED, "no revision in " + line.name());
    }

    @Override
    public String saw(Case c) {
        Case.Candidate candidate = c.candidate();
        return candidate
                .findLine()
                .filter(line ->
                        c.policy().stops(line.channel(), candidate.revision().number()))
                .map(line -> line.name() + " offers " + candidate.revision() + " to no further device")
                .orElse("nothing is stopped");
    }
}
