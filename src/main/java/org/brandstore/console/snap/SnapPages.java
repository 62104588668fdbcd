package org.brandstore.console.snap;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.brandstore.console.Frame;

/** The pages of this package, checked against their templates when the program is built. */
final class SnapPages {
    private SnapPages() {}

    /** @param error what went wrong, or an empty text */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Snaps(Frame frame, List<SnapCard> snaps, RegisterForm form, String error) implements TemplateInstance {}

    /** @param error what went wrong, or an empty text */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Board(Frame frame, BoardView view, String error) implements TemplateInstance {}

    /**
     * @param error what went wrong, or an empty text
     * @param reason as it was typed
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Withdrawal(Frame frame, WithdrawalView view, String error, String reason) implements TemplateInstance {}

    /** @param error what went wrong, or an empty text */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Listing(Frame frame, ListingView view, String error) implements TemplateInstance {}
}
