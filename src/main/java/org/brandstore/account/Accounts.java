package org.brandstore.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brandstore.assertion.Assertion;
import org.brandstore.authority.Authority;
import org.brandstore.authority.RandomIds;
import org.brandstore.event.Events;
import org.brandstore.event.change.AccountChange;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The accounts of brands and publishers. Each has its account assertion, issued in the same transaction. */
@ApplicationScoped
@Transactional
public class Accounts {
    private static final Set<String> VALIDATIONS = Set.of("unproven", "starred", "verified");

    private final AccountRepository accounts;
    private final Authority authority;
    private final Events events;
    private final Clock clock;
    private final SecureRandom random;

    Accounts(AccountRepository accounts, Authority authority, Events events, Clock clock, SecureRandom random) {
        this.accounts = accounts;
        this.authority = authority;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes the account of a brand.
     *
     * @throws StoreException if id or username is taken, or a name is not valid
     */
    public Account create(NewAccount wanted, Actor actor) {
        AccountId id = wanted.id() == null ? drawn() : wanted.id();
        if (!VALIDATIONS.contains(wanted.validation())) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot create account: validation must be one of " + VALIDATIONS);
        }
        Account account = new Account(
                id,
                AccountKind.BRAND,
                TextRules.displayName(wanted.displayName()),
                TextRules.username(wanted.username()),
                wanted.validation());
        return create(account, id, actor);
    }

    /**
     * Makes the account of one person, as a publisher.
     *
     * @param home the brand that brings them, whose log tells of it
     */
    public Account createPersonal(String username, String displayName, AccountId home, Actor actor) {
        Account account = new Account(drawn(), AccountKind.PERSON, displayName, username, "unproven");
        return create(account, home, actor);
    }

    private AccountId drawn() {
        return new AccountId(RandomIds.next(random));
    }

    private Account create(Account account, AccountId brand, Actor actor) {
        AccountId id = account.id();
        if (accounts.findByIdOptional(id.value()).isPresent()
                || accounts.findByUsername(account.username()).isPresent()) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot create account: the id " + id + " or the username \"" + account.username() + "\" is taken");
        }
        AccountEntity entity = new AccountEntity();
        entity.id = id.value();
        entity.kind = account.kind().wireName();
        entity.displayName = account.displayName();
        entity.username = account.username();
        entity.validation = account.validation();
        entity.createdAt = clock.instant();
        accounts.add(entity);
        Assertion issued = authority.issueAccount(id, account.displayName(), account.username(), account.validation());
        events.record(
                actor.label(),
                new AccountChange.Created(
                        brand, id, account.displayName(), account.username(), account.validation(), issued.revision()));
        return account;
    }

    public Optional<Account> find(AccountId id) {
        return accounts.findByIdOptional(id.value()).map(AccountEntity::toAccount);
    }

    /** Holds an account, so that no other transaction changes it or what hangs on it from here on until the commit. */
    public void lock(AccountId id) {
        accounts.requireLocked(id);
    }

    /** @throws StoreException if there is none */
    public Account require(AccountId id) {
        return find(id).orElseThrow(() -> AccountRepository.unknown(id));
    }

    /**
     * The account of a brand.
     *
     * @throws StoreException if there is none, or it is a person's own: nothing is done in the name of a brand for it
     */
    public Account requireBrand(AccountId id) {
        return find(id).filter(account -> account.kind() == AccountKind.BRAND)
                .orElseThrow(() -> AccountRepository.unknown(id));
    }

    public Optional<Account> findByUsername(String username) {
        return accounts.findByUsername(username).map(AccountEntity::toAccount);
    }

    /** All accounts but the root, by username. */
    public List<Account> all() {
        return accounts.list("order by username").stream()
                .map(AccountEntity::toAccount)
                .toList();
    }
}
