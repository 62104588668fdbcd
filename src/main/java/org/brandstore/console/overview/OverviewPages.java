package org.brandstore.console.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.brandstore.console.Frame;

/** The first page, checked against their templates when the program is built. */
final class OverviewPages {
    private OverviewPages() {}

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Overview(Frame frame, List<StoreOverview> stores) implements TemplateInstance {}
}
