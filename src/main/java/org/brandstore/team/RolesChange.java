package org.brandstore.team;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.person.People;
import org.brandstore.account.person.Selves;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.event.Checked;
import org.brandstore.event.change.PersonChange;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.Memberships;

/** Gives the roles that were agreed to. */
@ApplicationScoped
class RolesChange implements GatedChange {
    static final String STORE = "store";
    static final String PERSON = "person";
    static final String ROLES = "roles";

    private final People people;
    private final Selves selves;
    private final Memberships members;

    RolesChange(People people, Selves selves, Memberships members) {
        this.people = people;
        this.selves = selves;
        this.members = members;
    }

    @Override
    public ChangeKind kind() {
        return ChangeKind.ROLES;
    }

    @Override
    @Checked(
            value = PersonChange.Confirmed.class,
            because = "an administrator who did not invite the person has agreed")
    public void apply(Draft draft, Actor actor) {
        Person person = people.find(new PersonId(UUID.fromString(draft.require(PERSON))))
                .filter(found -> !found.disabled())
                .orElseThrow(() -> new StoreException(
                        ErrorCode.CONFLICT, "cannot give the roles: the person cannot sign in any more"));
        selves.confirm(person.id(), actor);
        StoreId store = new StoreId(draft.require(STORE));
        for (String word : draft.require(ROLES).split(", ", -1)) {
            Role role = Role.find(word)
                    .orElseThrow(() -> new StoreException(
                            ErrorCode.CONFLICT, "cannot give the role " + word + ": there is none of this name"));
            members.grant(person.id(), store, role, actor);
        }
    }
}
