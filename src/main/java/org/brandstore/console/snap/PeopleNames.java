package org.brandstore.console.snap;

import java.util.HashMap;
import java.util.Map;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.person.People;

/** The names of the people on one page, each looked up once. */
final class PeopleNames {
    private final People people;
    private final Map<PersonId, String> known = new HashMap<>();

    PeopleNames(People people) {
        this.people = people;
    }

    String of(PersonId person) {
        return known.computeIfAbsent(
                person, id -> people.find(id).map(Person::displayName).orElse("somebody unknown"));
    }
}
