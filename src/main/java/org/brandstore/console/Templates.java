package org.brandstore.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The console's pages, checked against their templates when the program is built. */
final class Templates {
    private Templates() {}

    /**
     * @param next where to go after signing in
     * @param email as it was typed
     * @param error what went wrong, or an empty text
     * @param provider the name of the identity provider, or an empty text
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SignIn(Frame.Links links, String csrf, String next, String email, String error, String provider)
            implements TemplateInstance {}

    /** The second page of signing in, for people who have a second factor. */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SignInCode(Frame.Links links, String csrf, String next, String error) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Overview(Frame frame, List<StoreView> stores) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Releases(Frame frame, List<ReleaseCard> waiting, List<ReleaseCard> scheduled, List<ReleaseCard> decided)
            implements TemplateInstance {}

    /**
     * @param error why the last attempt to decide failed, or an empty text
     * @param reason as it was typed
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Release(Frame frame, ReleaseView view, String error, String reason) implements TemplateInstance {}
}
