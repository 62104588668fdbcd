package org.brandstore.console;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.approval.Deciding;
import org.brandstore.approval.ProposalReviews;
import org.brandstore.device.serial.SerialQueue;
import org.brandstore.device.serial.SerialState;
import org.brandstore.naming.StoreId;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.RequestState;
import org.brandstore.snap.ReviewQueue;
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
    private final ReviewQueue reviews;
    private final SerialQueue serials;
    private final ProposalReviews proposals;

    Navigation(
            Memberships memberships,
            ReleaseRequests requests,
            ReviewQueue reviews,
            SerialQueue serials,
            ProposalReviews proposals) {
        this.memberships = memberships;
        this.requests = requests;
        this.reviews = reviews;
        this.serials = serials;
        this.proposals = proposals;
    }

    List<Tab> of(Person person) {
        List<BrandStore> stores = memberships.storesOf(person.id());
        List<StoreId> ids = stores.stream().map(BrandStore::id).toList();
        Set<Role> held = ids.stream()
                .flatMap(store -> memberships.roles(person.id(), store).stream())
                .collect(Collectors.toSet());
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab("overview", "/console", "Overview", 0));
        tabs.add(new Tab("snaps", "/console/snaps", "Snaps", 0));
        tabs.add(new Tab("releases", "/console/releases", "Releases", waiting(ids)));
        tabs.add(new Tab("changes", "/console/proposals", "Changes", proposals.countDecidable(person)));
        if (Deciding.UPLOADS.allows(held)) {
            tabs.add(new Tab("reviews", "/console/reviews", "Reviews", Math.toIntExact(reviews.count(ids))));
        }
        if (Deciding.SERIALS.allows(held)) {
            tabs.add(new Tab(
                    "serials",
                    "/console/serials",
                    "Serials",
                    Math.toIntExact(serials.count(ids, SerialState.WAITING))));
        }
        if (held.contains(Role.ADMIN)) {
            tabs.add(new Tab("people", "/console/people", "People", 0));
        }
        return List.copyOf(tabs);
    }

    private int waiting(List<StoreId> stores) {
        return (int) requests.open(stores).stream()
                .filter(request -> request.state() instanceof RequestState.Waiting)
                .count();
    }
}
