package org.brandstore.console.review;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.brandstore.console.Frame;

/** The pages of uploads that wait for review, checked against their templates when the program is built. */
final class ReviewPages {
    private ReviewPages() {}

    /** @param error what went wrong, or an empty text */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Reviews(Frame frame, List<ReviewCard> reviews, String error) implements TemplateInstance {}
}
