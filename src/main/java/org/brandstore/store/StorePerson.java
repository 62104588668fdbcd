package org.brandstore.store;

import java.util.Set;
import org.brandstore.account.Person;
import org.brandstore.account.Role;

/** Somebody with roles in a store. */
public record StorePerson(Person person, Set<Role> roles) {
    public StorePerson {
        roles = Set.copyOf(roles);
    }
}
