package org.brandstore.account;

import java.util.Optional;

/**
 * Who makes a change, as the audit log names them.
 *
 * @param label such as {@code person:ana@acme.example}, {@code system} or {@code cli}
 * @param person the person, if it is one
 */
public record Actor(String label, Optional<PersonId> person) {
    public static Actor of(Person person) {
        String doubt = person.proven() ? "" : " (address not proven)";
        return new Actor("person:" + person.email() + doubt, Optional.of(person.id()));
    }

    /** @param part which part of the server acts by itself, such as {@code scheduler} */
    public static Actor system(String part) {
        return new Actor("system:" + part, Optional.empty());
    }

    /** Whoever can run commands on the server. */
    public static Actor cli() {
        return new Actor("cli", Optional.empty());
    }

    @Override
    public String toString() {
        return label;
    }
}
