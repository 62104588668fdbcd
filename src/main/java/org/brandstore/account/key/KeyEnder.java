package org.brandstore.account.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.chain.AccountKey;
import org.brandstore.assertion.database.KeyEnd;
import org.brandstore.assertion.database.KeyEndCause;
import org.brandstore.assertion.database.KeyEnds;
import org.brandstore.authority.Authority;
import org.brandstore.event.Events;
import org.brandstore.event.Reason;
import org.brandstore.event.change.AccountChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.SigningKeys;

/** Ends keys, in the transaction of whoever holds the account's lock. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class KeyEnder {
    private final SigningKeys keys;
    private final KeyBook book;
    private final KeyEnds ends;
    private final Authority authority;
    private final Events events;
    private final Clock clock;

    KeyEnder(SigningKeys keys, KeyBook book, KeyEnds ends, Authority authority, Events events, Clock clock) {
        this.keys = keys;
        this.book = book;
        this.ends = ends;
        this.authority = authority;
        this.events = events;
        this.clock = clock;
    }

    /** As {@link AccountKeys#end}. */
    KeyEnd end(AccountId account, KeyId id, KeyEnding ending, Actor actor) {
        Assertion held = book.assertion(id)
                .filter(key -> key.text("account-id").equals(account.value()))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.RESOURCE_NOT_FOUND, "cannot find key " + id + " among those of the account"));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        KeyEnd wanted = new KeyEnd(
                id, account, ending.cause(), ending.at(now), Reason.require(ending.reason()), actor.label(), now);
        Optional<KeyEnd> before = ends.find(id.value());
        if (before.isPresent() && !wanted.goesFurtherThan(before.get())) {
            return before.get();
        }
        ends.add(wanted);
        if (keys.find(id).isPresent()) {
            keys.retire(id);
        }
        if (wanted.cause() == KeyEndCause.THEFT && authority.isIssuerOf(held)) {
            limit(held, wanted.at());
        }
        record(wanted, before, actor);
        return wanted;
    }

    private void limit(Assertion held, Instant end) {
        AccountKey key = AccountKey.of(held);
        Instant second = end.truncatedTo(ChronoUnit.SECONDS);
        Instant until = second.isBefore(key.since()) ? key.since() : second;
        if (key.until().map(until::isBefore).orElse(true)) {
            authority.issueAccountKey(
                    new AccountId(key.accountId()),
                    KeyBook.name(held),
                    key.publicKey(),
                    key.since(),
                    until,
                    KeyScope.constraints(held).orElse(null));
        }
    }

    private void record(KeyEnd end, Optional<KeyEnd> before, Actor actor) {
        events.record(
                actor.label(),
                new AccountChange.KeyEnded(
                        end.account(), end.key(), before.map(KeyEnder::told), told(end), end.reason()));
    }

    private static AccountChange.End told(KeyEnd end) {
        return new AccountChange.End(end.cause().wireName(), end.at());
    }
}
