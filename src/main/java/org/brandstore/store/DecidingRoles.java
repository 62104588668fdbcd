package org.brandstore.store;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;

/** The door through which people get the roles in which they decide about what others do: nobody gives them alone. */
public interface DecidingRoles {
    /**
     * What waits for somebody else to agree.
     *
     * @param approvalsNeeded how many must
     * @param title what they are asked for
     */
    record Waiting(UUID proposal, int approvalsNeeded, String title) {}

    /**
     * Asks for such roles.
     *
     * @param roles only those of {@link Role#decides()}
     * @return empty if the person has them now
     */
    Optional<Waiting> ask(BrandStore store, Person person, Set<Role> roles, String reason, Actor author);
}
