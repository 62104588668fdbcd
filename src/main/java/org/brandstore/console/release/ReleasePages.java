package org.brandstore.console.release;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.brandstore.console.Frame;

/** The pages of releases, checked against their templates when the program is built. */
final class ReleasePages {
    private ReleasePages() {}

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Releases(Frame frame, List<ReleaseCard> waiting, List<ReleaseCard> scheduled, List<ReleaseCard> decided)
            implements TemplateInstance {}

    /**
     * @param error why the last attempt to decide failed, or an empty text
     * @param reason as it was typed
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Release(Frame frame, ReleaseDetail view, String error, String reason) implements TemplateInstance {}
}
