package org.brandstore.console;

import jakarta.inject.Singleton;
import java.util.List;
import org.brandstore.account.Person;

/** Makes frames. */
@Singleton
public class Frames {
    private final ConsoleSession session;
    private final Navigation navigation;
    private final Frame.Links links;

    Frames(ConsoleSession session, Navigation navigation, Assets assets) {
        this.session = session;
        this.navigation = navigation;
        this.links = new Frame.Links(
                assets.url("console.css"),
                assets.url("console.js"),
                assets.url("publishing.js"),
                assets.url("logo.svg"));
    }

    /** For pages that are shown to strangers. */
    public Frame.Links links() {
        return links;
    }

    public Frame of(String path, String section, String title) {
        Person person = session.caller().person();
        List<Navigation.Tab> tabs = navigation.of(person);
        int waiting = tabs.stream()
                .filter(tab -> tab.section().equals("releases"))
                .mapToInt(Navigation.Tab::count)
                .sum();
        return new Frame(
                path, title, section, person.displayName(), person.email(), session.csrf(), waiting, tabs, links);
    }
}
