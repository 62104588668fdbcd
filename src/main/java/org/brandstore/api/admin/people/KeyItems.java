package org.brandstore.api.admin.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.brandstore.account.Person;
import org.brandstore.account.key.RegisteredKey;
import org.brandstore.account.person.People;
import org.brandstore.assertion.database.KeyEnd;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.KeyId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Spells keys for the administration API. */
@ApplicationScoped
class KeyItems {
    private final People people;

    KeyItems(People people) {
        this.people = people;
    }

    List<KeyItem> of(List<RegisteredKey> keys) {
        return keys.stream().map(this::item).toList();
    }

    /** @throws StoreException if it cannot be one: then it names nothing */
    static KeyId id(String text) {
        try {
            return new KeyId(text);
        } catch (InvalidNameException e) {
            throw new StoreException(ErrorCode.RESOURCE_NOT_FOUND, "cannot find this key", e);
        }
    }

    private KeyItem item(RegisteredKey key) {
        return new KeyItem(
                key.id().value(),
                key.account().value(),
                key.name().value(),
                key.scope().wireName(),
                key.since().toString(),
                key.until().map(Instant::toString).orElse(null),
                key.broughtBy().flatMap(people::find).map(Person::email).orElse(null),
                key.end().map(KeyItems::ended).orElse(null));
    }

    private static KeyItem.Ended ended(KeyEnd end) {
        return new KeyItem.Ended(
                end.cause().wireName(),
                end.at().toString(),
                end.reason(),
                end.toldBy(),
                end.toldAt().toString());
    }
}
