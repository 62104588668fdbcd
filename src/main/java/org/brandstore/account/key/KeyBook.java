package org.brandstore.account.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.chain.AccountKey;
import org.brandstore.assertion.database.KeyEnd;
import org.brandstore.assertion.database.KeyEnds;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;

/** What is known of the keys of accounts: their assertions, who brought them, how they ended. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class KeyBook {
    private final AssertionDatabase assertions;
    private final KeyEnds ends;
    private final EntityManager database;
    private final Clock clock;

    KeyBook(AssertionDatabase assertions, KeyEnds ends, EntityManager database, Clock clock) {
        this.assertions = assertions;
        this.ends = ends;
        this.database = database;
        this.clock = clock;
    }

    Optional<Assertion> assertion(KeyId key) {
        return assertions.find(AssertionRef.of(AssertionType.ACCOUNT_KEY, key.value()));
    }

    static KeyName name(Assertion accountKey) {
        return new KeyName(accountKey.headers().findText("name").orElse("unnamed"));
    }

    /** All keys of the account, oldest first. */
    List<RegisteredKey> of(AccountId account) {
        Map<KeyId, PersonId> people = rows("account_id = ?1", account.value()).stream()
                .collect(Collectors.toMap(
                        row -> new KeyId(row.get("key_id", String.class)),
                        row -> new PersonId(row.get("brought_by", UUID.class))));
        Map<KeyId, KeyEnd> ended = ends.of(account);
        return assertions.findByHeader(AssertionType.ACCOUNT_KEY, "account-id", account.value()).stream()
                .map(assertion -> {
                    AccountKey key = AccountKey.of(assertion);
                    KeyId id = key.publicKey().id();
                    return new RegisteredKey(
                            id,
                            account,
                            name(assertion),
                            KeyScope.of(assertion),
                            key.since(),
                            key.until(),
                            Optional.ofNullable(people.get(id)),
                            Optional.ofNullable(ended.get(id)));
                })
                .sorted(Comparator.comparing(RegisteredKey::since)
                        .thenComparing(key -> key.id().value()))
                .toList();
    }

    /** The keys that a person registered, of whatever account. */
    List<RegisteredKey> broughtBy(PersonId person) {
        return rows("brought_by = ?1", person.value()).stream()
                .map(row -> new AccountId(row.get("account_id", String.class)))
                .distinct()
                .flatMap(account -> of(account).stream())
                .filter(key -> key.broughtBy().filter(person::equals).isPresent())
                .toList();
    }

    void note(KeyId key, AccountId account, Actor by) {
        database.createNativeQuery("insert into account_key (key_id, account_id, brought_by, brought_at)"
                        + " values (?1, ?2, cast(?3 as uuid), ?4) on conflict do nothing")
                .setParameter(1, key.value())
                .setParameter(2, account.value())
                .setParameter(
                        3, by.person().map(person -> person.value().toString()).orElse(null))
                .setParameter(4, clock.instant())
                .executeUpdate();
    }

    private List<Tuple> rows(String condition, Object value) {
        List<?> rows = database.createNativeQuery(
                        "select key_id, account_id, brought_by from account_key where brought_by is not null and "
                                + condition + " order by account_id, key_id",
                        Tuple.class)
                .setParameter(1, value)
                .getResultList();
        return rows.stream().map(Tuple.class::cast).toList();
    }
}
