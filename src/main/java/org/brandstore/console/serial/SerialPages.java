package org.brandstore.console.serial;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.brandstore.console.Frame;

/** The pages of this package, checked against their templates when the program is built. */
final class SerialPages {
    private SerialPages() {}

    /**
     * @param total how many wait, which can be more than are listed
     * @param mayDecide whether the viewer may decide in any of their stores
     * @param open the viewer's models whose serials anybody gets who asks
     * @param error what went wrong, or an empty text
     * @param reason as it was typed
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Serials(
            Frame frame,
            List<SerialRow> rows,
            long total,
            boolean mayDecide,
            List<String> open,
            String error,
            String reason)
            implements TemplateInstance {}
}
