package org.brandstore.console;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.RequestState;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/** The entries of the bar at the top, which depend on who looks. New parts of the console are added here. */
@Singleton
public class Navigation {
    /**
     * An entry.
     *
     * @param section what pages below it name in their frame
     * @param count how much waits there for somebody; 0 shows nothing
     */
    public record Tab(String section, String path, String label, int count) {}

    private final Memberships memberships;
    private final ReleaseRequests requests;

    Navigation(Memberships memberships, ReleaseRequests requests) {
        this.memberships = memberships;
        this.requests = requests;
    }

    List<Tab> of(Person person) {
        List<BrandStore> stores = memberships.storesOf(person.id());
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab("overview", "/console", "Overview", 0));
        tabs.add(new Tab("releases", "/console/releases", "Releases", waiting(stores)));
        if (stores.stream()
                .anyMatch(store -> memberships.roles(person.id(), store.id()).contains(Role.ADMIN))) {
            tabs.add(new Tab("people", "/console/people", "People", 0));
        }
        return List.copyOf(tabs);
    }

    private int waiting(List<BrandStore> stores) {
        return (int) requests.open(stores.stream().map(BrandStore::id).toList()).stream()
                .filter(request -> request.state() instanceof RequestState.Waiting)
                .count();
    }
}
