package org.brandstore.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.store.BrandStore;
import org.brandstore.store.DecidingRoles;
import org.brandstore.store.LeftBrand;
import org.brandstore.store.Stores;

/**
 * Proposes the roles in which people decide. Any other administrator of the brand may agree; where there is none, whoever
 * runs the server.
 */
@ApplicationScoped
class ProposedRoles implements DecidingRoles {
    private final Proposals proposals;
    private final Stores stores;

    ProposedRoles(Proposals proposals, Stores stores) {
        this.stores = stores;
        this.proposals = proposals;
    }

    @Override
    public Optional<Waiting> ask(BrandStore store, Person person, Set<Role> roles, String reason, Actor author) {
        String words = roles.stream().map(Role::wireName).sorted().collect(Collectors.joining(", "));
        Draft draft = new Draft(
                ChangeKind.ROLES,
                subject(store, person),
                "give " + person.displayName() + " (" + person.email()
                        + (person.proven() ? "" : ", who has not shown that the address is theirs") + ") the roles "
                        + words + " in store " + store.id(),
                store.brand(),
                Optional.empty(),
                new TreeMap<>(Map.of(
                        RolesChange.STORE, store.id().value(),
                        RolesChange.PERSON, person.id().toString(),
                        RolesChange.ROLES, words)),
                reason);
        return switch (proposals.propose(draft, author)) {
            case Outcome.Done done -> Optional.empty();
            case Outcome.Waiting waiting ->
                Optional.of(new Waiting(waiting.proposal(), waiting.needed(), waiting.title()));
        };
    }

    /** Whom a brand has shut out does not come back by what was asked for before. */
    void left(@Observes LeftBrand left) {
        stores.ofBrand(left.brand())
                .forEach(store -> proposals.end(
                        ChangeKind.ROLES,
                        subject(store, left.person()),
                        "the person was shut out of the brand",
                        left.actor()));
    }

    private static String subject(BrandStore store, Person person) {
        return "store/" + store.id() + "/person/" + person.id() + "/roles";
    }
}
