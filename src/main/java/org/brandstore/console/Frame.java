package org.brandstore.console;

import java.util.List;

/**
 * What every signed-in page has around its contents.
 *
 * @param path where the page itself is, which is not where a form was sent to
 * @param section which entry of the navigation it belongs to
 * @param person who is signed in
 * @param csrf for the page's forms
 * @param waiting how many releases wait for a decision in the person's stores
 */
public record Frame(
        String path,
        String title,
        String section,
        String person,
        String email,
        String csrf,
        int waiting,
        List<Navigation.Tab> tabs,
        Links links) {
    /** Where the page's own files are. */
    public record Links(String css, String js, String publishing, String logo) {}
}
