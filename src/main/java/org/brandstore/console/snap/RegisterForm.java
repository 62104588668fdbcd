package org.brandstore.console.snap;

import java.util.List;

/**
 * The form that registers a name.
 *
 * @param stores where the viewer may; none hides the form
 * @param name as it was typed
 */
record RegisterForm(List<Choice> stores, String name) {
    /** A store to choose. */
    record Choice(String id, String name) {}
}
