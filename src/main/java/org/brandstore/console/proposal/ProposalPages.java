package org.brandstore.console.proposal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.brandstore.console.Frame;

/** The pages of this package, checked against their templates when the program is built. */
final class ProposalPages {
    private ProposalPages() {}

    /**
     * @param error what went wrong, or an empty text
     * @param failed the id of the change that it is about, or an empty text
     * @param reason as it was typed for that one
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Proposals(
            Frame frame,
            List<ProposalCard> waiting,
            List<ProposalCard> decided,
            String error,
            String failed,
            String reason)
            implements TemplateInstance {}
}
