package org.brandstore.account.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.database.KeyEnd;
import org.brandstore.authority.Authority;
import org.brandstore.event.Checked;
import org.brandstore.event.Events;
import org.brandstore.event.change.AccountChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.KeyPurpose;
import org.brandstore.signing.SigningKeys;
import org.brandstore.signing.VaultKey;

/**
 * The keys that may speak for accounts: some are held by this server, others by their owners. A key is registered once and
 * ends once: what is registered again is what is held, and an end only moves to an earlier time.
 */
@ApplicationScoped
@Transactional
public class AccountKeys {
    private final Accounts accounts;
    private final SigningKeys keys;
    private final KeyBook book;
    private final KeyEnder ender;
    private final Authority authority;
    private final Events events;
    private final Clock clock;

    AccountKeys(
            Accounts accounts,
            SigningKeys keys,
            KeyBook book,
            KeyEnder ender,
            Authority authority,
            Events events,
            Clock clock) {
        this.accounts = accounts;
        this.keys = keys;
        this.book = book;
        this.ender = ender;
        this.authority = authority;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Registers the key of an owner who keeps it, as {@code snap export-key} asks for it (assertions.md 3.3). A key that is
     * registered already stays as it is.
     *
     * @param request an account-key-request
     * @return the account-key
     * @throws StoreException if the request is for another account, is not signed by its own key, takes a name that
     *     another key of the account has, its key is registered for less, or it was ended: nothing that it signs would be
     *     believed
     */
    public Assertion register(AccountId account, Assertion request, KeyScope scope, Actor actor) {
        KeyRequest wanted = KeyRequest.read(request, account);
        requireNotEnded(account, wanted);
        return issue(account, wanted, scope, actor);
    }

    /**
     * Registers a key of somebody for their own account as a publisher: it can say nothing in the name of a brand.
     *
     * @throws StoreException as {@link #register}
     */
    @Checked(
            value = AccountChange.KeyRegistered.class,
            because = "a key of the person's own account, which is not the brand's")
    public Assertion registerOwn(Person person, Assertion request) {
        return register(person.account(), request, KeyScope.ANY, Actor.of(person));
    }

    /**
     * Says beforehand whether {@link #register} would take the request, and for which key.
     *
     * @throws StoreException as that
     */
    public KeyId requireRegistrable(AccountId account, Assertion request, KeyScope scope) {
        KeyRequest wanted = KeyRequest.read(request, account);
        requireNotEnded(account, wanted);
        Optional<Assertion> held = book.assertion(wanted.key().id());
        held.ifPresent(key -> requireAlike(key, account, wanted, scope));
        if (held.isEmpty()) {
            requireFreeName(account, wanted);
        }
        return wanted.key().id();
    }

    /**
     * Keeps a key on this server and lets it speak for the account from now on.
     *
     * @param prepared see {@link SigningKeys#prepare()}
     * @return the account-key
     */
    public Assertion keep(AccountId account, KeyName name, KeyPurpose purpose, VaultKey prepared, Actor actor) {
        accounts.lock(account);
        keys.keep(prepared, account, name, purpose);
        Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return issue(account, new KeyRequest(name, prepared.publicKey(), since, null), KeyScope.ANY, actor);
    }

    /**
     * Ends a key: from now on nothing new that it signs is believed. After a theft its account-key says so too, and devices
     * believe nothing of it that they fetch from then on. Said again, it changes nothing, unless it is for a theft now or
     * from an earlier time.
     *
     * @return the end that counts
     * @throws StoreException if the account has no such key, there is no reason, or the time is not fit for the cause
     */
    public KeyEnd end(AccountId account, KeyId id, KeyEnding ending, Actor actor) {
        accounts.lock(account);
        return ender.end(account, id, ending, actor);
    }

    /**
     * As {@link #end}, for a key that the person registered.
     *
     * @throws StoreException as if there were no such key, for anybody else's
     */
    @Checked(
            value = AccountChange.KeyEnded.class,
            because = "a key of the person's own account, which is not the brand's")
    public KeyEnd endOwn(PersonId person, KeyId id, KeyEnding ending, Actor actor) {
        AccountId account = book.broughtBy(person).stream()
                .filter(key -> key.id().equals(id))
                .map(RegisteredKey::account)
                .findFirst()
                .orElseThrow(() -> new StoreException(
                        ErrorCode.RESOURCE_NOT_FOUND, "cannot find key " + id + " among those that you registered"));
        return end(account, id, ending, actor);
    }

    /** All keys of the account, oldest first. */
    public List<RegisteredKey> of(AccountId account) {
        return book.of(account);
    }

    /** The keys that a person registered, of whatever account. */
    public List<RegisteredKey> broughtBy(PersonId person) {
        return book.broughtBy(person);
    }

    /** The keys that a person registered, of whatever account, with which something can still be signed. */
    public List<RegisteredKey> usableOf(PersonId person) {
        Instant now = clock.instant();
        return book.broughtBy(person).stream()
                .filter(key -> key.isUsableAt(now))
                .toList();
    }

    /** The key with which this server signs for the account. */
    public Optional<KeyId> current(AccountId account, KeyPurpose purpose) {
        return keys.current(account, purpose);
    }

    private Assertion issue(AccountId account, KeyRequest wanted, KeyScope scope, Actor actor) {
        accounts.lock(account);
        Optional<Assertion> held = book.assertion(wanted.key().id());
        if (held.isPresent()) {
            return requireAlike(held.get(), account, wanted, scope);
        }
        requireFreeName(account, wanted);
        Assertion issued = authority.issueAccountKey(
                account,
                wanted.name(),
                wanted.key(),
                wanted.since(),
                wanted.until(),
                scope.constraints().orElse(null));
        book.note(wanted.key().id(), account, actor);
        events.record(
                actor.label(),
                new AccountChange.KeyRegistered(
                        account,
                        wanted.key().id(),
                        wanted.name(),
                        scope.wireName(),
                        wanted.since(),
                        Optional.ofNullable(wanted.until())));
        return issued;
    }

    private void requireNotEnded(AccountId account, KeyRequest wanted) {
        Instant now = clock.instant();
        if (of(account).stream().anyMatch(key -> key.id().equals(wanted.key().id()) && !key.isUsableAt(now))) {
            throw conflict(wanted, "the key was ended, and an ended key stays ended; make another one");
        }
    }

    private void requireFreeName(AccountId account, KeyRequest wanted) {
        if (of(account).stream().anyMatch(other -> other.name().equals(wanted.name()))) {
            throw conflict(wanted, "another key of the account has this name");
        }
    }

    /** What is registered is never changed by registering it again. */
    private static Assertion requireAlike(Assertion held, AccountId account, KeyRequest wanted, KeyScope scope) {
        if (!held.text("account-id").equals(account.value())) {
            throw conflict(wanted, "the key belongs to another account");
        }
        if (!KeyBook.name(held).equals(wanted.name())) {
            throw conflict(wanted, "the key is registered as \"" + KeyBook.name(held) + "\" already");
        }
        if (scope == KeyScope.ANY && KeyScope.of(held) != KeyScope.ANY) {
            throw conflict(wanted, "the key is registered for publishing alone; make another one for this");
        }
        return held;
    }

    private static StoreException conflict(KeyRequest wanted, String why) {
        return new StoreException(ErrorCode.CONFLICT, "cannot register key \"" + wanted.name() + "\": " + why);
    }
}
