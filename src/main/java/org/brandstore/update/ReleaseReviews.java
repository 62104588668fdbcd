package org.brandstore.update;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.person.People;
import org.brandstore.device.fleet.FleetBoard;
import org.brandstore.device.fleet.FleetGroup;
import org.brandstore.naming.StoreId;
import org.brandstore.release.ChannelOffers;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.Snaps;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/** Release requests as people look at them. Whoever has a role in the snap's home store may look, nobody else. */
@ApplicationScoped
public class ReleaseReviews {
    private final ReleaseRequests requests;
    private final Approvals approvals;
    private final ChannelOffers offers;
    private final Snaps snaps;
    private final Revisions revisions;
    private final Memberships memberships;
    private final People people;
    private final FleetBoard fleet;

    ReleaseReviews(
            ReleaseRequests requests,
            Approvals approvals,
            ChannelOffers offers,
            Snaps snaps,
            Revisions revisions,
            Memberships memberships,
            People people,
            FleetBoard fleet) {
        this.requests = requests;
        this.approvals = approvals;
        this.offers = offers;
        this.snaps = snaps;
        this.revisions = revisions;
        this.memberships = memberships;
        this.people = people;
        this.fleet = fleet;
    }

    /** What waits or is scheduled in the person's stores, oldest first. */
    @Transactional
    public List<ReleaseReview> open(Person viewer) {
        Desk desk = new Desk(viewer);
        return requests.open(desk.ids()).stream().flatMap(desk::review).toList();
    }

    /** What was decided lately in the person's stores, newest first. */
    @Transactional
    public List<ReleaseReview> decided(Person viewer, int limit) {
        Desk desk = new Desk(viewer);
        return requests.decided(desk.ids(), limit).stream()
                .flatMap(desk::review)
                .toList();
    }

    /** One request; empty if there is none or the person has no role in the snap's home store. */
    @Transactional
    public Optional<ReleaseReview> find(UUID id, Person viewer) {
        return requests.find(id).stream().flatMap(new Desk(viewer)::review).findFirst();
    }

    /** What one look at several requests needs once only. */
    private final class Desk {
        private final Person viewer;
        private final Map<StoreId, BrandStore> stores = new HashMap<>();
        private final Map<StoreId, List<FleetGroup>> fleets = new HashMap<>();

        Desk(Person viewer) {
            this.viewer = viewer;
            memberships.storesOf(viewer.id()).forEach(store -> stores.put(store.id(), store));
        }

        Set<StoreId> ids() {
            return stores.keySet();
        }

        /** Empty for a request that the viewer may not know of. */
        Stream<ReleaseReview> review(ReleaseRequest request) {
            Snap snap = snaps.require(request.snap());
            BrandStore store = stores.get(snap.store());
            return store == null ? Stream.empty() : Stream.of(review(request, store, snap));
        }

        private ReleaseReview review(ReleaseRequest request, BrandStore store, Snap snap) {
            SnapRevision revision = revisions.require(request.snap(), request.revision());
            ReleaseEffect effect = new ReleaseEffect(revision, request.channel(), offers.given(snap.id()));
            return new ReleaseReview(
                    request,
                    store,
                    snap,
                    revision,
                    name(request.requestedBy()),
                    name(revision.uploadedBy()),
                    effect.replacements(number -> revisions.find(snap.id(), number)),
                    effect.reach(fleets.computeIfAbsent(store.id(), fleet::groups)),
                    approvals.decisions(request.id()).stream()
                            .map(decision -> new NamedDecision(name(decision.person()), decision))
                            .toList(),
                    approvals.approvals(request),
                    approvals.approvalsNeeded(request),
                    approvals.standing(request, viewer));
        }
    }

    private String name(PersonId person) {
        return people.find(person).map(Person::displayName).orElse("unknown");
    }
}
