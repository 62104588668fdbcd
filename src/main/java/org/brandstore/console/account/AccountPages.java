package org.brandstore.console.account;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.brandstore.console.Frame;

/** The pages of this package, checked against their templates when the program is built. */
final class AccountPages {
    private AccountPages() {}

    /**
     * One's own account.
     *
     * @param note what was just done or went wrong
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Account(Frame frame, AccountDetail view, Note note) implements TemplateInstance {}

    /** The keys that one registered, and those of the brands that one administers. */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Keys(Frame frame, List<KeysView> parts, Note note) implements TemplateInstance {}

    /** The people of the stores that one administers. */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record People(Frame frame, List<PeopleView> stores, Note note) implements TemplateInstance {}

    /**
     * For somebody who opens the link of an invitation.
     *
     * @param token the link's secret, once it is known to open something
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Invitation(Frame.Links links, String csrf, String token, InvitationView view, String error)
            implements TemplateInstance {}

    /** Goes on to the page that was wanted. */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SignedIn(Frame.Links links, String next) implements TemplateInstance {}
}
