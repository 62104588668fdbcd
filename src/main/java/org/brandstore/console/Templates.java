package org.brandstore.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

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
}
