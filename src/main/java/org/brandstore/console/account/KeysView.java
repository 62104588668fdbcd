package org.brandstore.console.account;

import java.util.List;

/**
 * The keys of a brand, or those that the viewer registered.
 *
 * @param id for the page: the store through which the viewer administers the brand, or {@code own}
 * @param action where the forms of this part go to
 * @param brand whether keys can be let in here
 */
record KeysView(String id, String title, String action, boolean brand, List<Row> keys) {
    /**
     * A key.
     *
     * @param broughtBy the e-mail address of a person, or empty
     * @param ended how it ended, as a sentence; empty while it signs
     */
    record Row(String id, String name, String scope, String since, String broughtBy, String ended) {}
}
