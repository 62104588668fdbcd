package org.brandstore.snap.review;

import java.util.List;

/**
 * Something that the automatic review saw.
 *
 * @param message what it is, and what to do about it
 * @param details where it was seen, such as paths with their modes; may be empty
 */
public record Finding(ReviewCheck check, String message, List<String> details) {
    public Finding {
        details = List.copyOf(details);
    }

    public Finding(ReviewCheck check, String message) {
        this(check, message, List.of());
    }
}
