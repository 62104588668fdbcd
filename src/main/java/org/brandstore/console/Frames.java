package org.brandstore.console;

import jakarta.inject.Singleton;
import org.brandstore.account.Person;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.RequestState;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/** Makes frames. */
@Singleton
class Frames {
    private final ConsoleSession session;
    private final Memberships memberships;
    private final ReleaseRequests requests;
    private final Frame.Links links;

    Frames(ConsoleSession session, Memberships memberships, ReleaseRequests requests, Assets assets) {
        this.session = session;
        this.memberships = memberships;
        this.requests = requests;
        this.links = new Frame.Links(assets.url("console.css"), assets.url("console.js"), assets.url("logo.svg"));
    }

    /** For pages that are shown to strangers. */
    Frame.Links links() {
        return links;
    }

    Frame of(String path, String section, String title) {
        Person person = session.caller().person();
        int waiting =
                (int) requests
                        .open(memberships.storesOf(person.id()).stream()
                                .map(BrandStore::id)
                                .toList())
                        .stream()
                        .filter(request -> request.state() instanceof RequestState.Waiting)
                        .count();
        return new Frame(path, title, section, person.displayName(), person.email(), session.csrf(), waiting, links);
    }
}
