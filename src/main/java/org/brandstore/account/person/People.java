package org.brandstore.account.person;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.TextRules;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.Credentials;
import org.brandstore.event.Events;
import org.brandstore.event.change.PersonChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.TimeOrderedId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/** The people who sign in. */
@ApplicationScoped
public class People {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}");
    private static final int PASSWORD_MAX = 256;

    private final PersonRepository rows;
    private final Accounts accounts;
    private final PersonAccounts ownAccounts;
    private final PasswordHasher hasher;
    private final PasswordConfig passwords;
    private final Credentials credentials;
    private final Events events;
    private final Clock clock;
    private final SecureRandom random;

    People(
            PersonRepository rows,
            Accounts accounts,
            PersonAccounts ownAccounts,
            PasswordHasher hasher,
            PasswordConfig passwords,
            Credentials credentials,
            Events events,
            Clock clock,
            SecureRandom random) {
        this.rows = rows;
        this.accounts = accounts;
        this.ownAccounts = ownAccounts;
        this.credentials = credentials;
        this.hasher = hasher;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Adds a person who cannot sign in with a password yet.
     *
     * @throws StoreException if the e-mail is not one or is known already
     */
    @Transactional
    public Person create(NewPerson wanted, Actor actor) {
        return create(wanted, null, actor);
    }

    /**
     * As {@link #create}, for an address of which nobody has shown yet that it is theirs.
     *
     * @param invitedBy who alone says who they are
     */
    @Transactional
    public Person createUnproven(NewPerson wanted, PersonId invitedBy, Actor actor) {
        return create(wanted, invitedBy, actor);
    }

    /**
     * The address in the spelling in which it is kept.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if it is not one
     */
    public static String requireEmail(String text) {
        String email = normal(text);
        if (!EMAIL.matcher(email).matches()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot add the person: the e-mail address is not valid");
        }
        return email;
    }

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} if it is not one line of reasonable length */
    public static String requireDisplayName(String text) {
        return TextRules.displayName(text.strip());
    }

    private Person create(NewPerson wanted, @Nullable PersonId invitedBy, Actor actor) {
        boolean proven = invitedBy == null;
        String email = requireEmail(wanted.email());
        Optional<PersonEntity> taken = proven
                ? rows.findProven(email)
                : rows.findUnproven(email, wanted.home().value());
        if (taken.isPresent()) {
            throw new StoreException(ErrorCode.CONFLICT, "cannot add " + email + ": there is a person of this e-mail");
        }
        accounts.requireBrand(wanted.home());
        PersonEntity row = new PersonEntity();
        row.id = TimeOrderedId.next(clock.instant(), random);
        row.accountId = wanted.home().value();
        row.email = email;
        row.displayName = wanted.displayName();
        row.emailProven = proven;
        row.vouchedBy = invitedBy == null ? null : invitedBy.value();
        row.createdAt = clock.instant();
        ownAccounts.give(row, actor);
        rows.add(row);
        Person person = row.toPerson();
        events.record(actor.label(), new PersonChange.Added(who(row), email, person.account()));
        return person;
    }

    /** The fewest characters that a new password may have. */
    public int passwordMinLength() {
        return passwords.minLength();
    }

    /** @throws StoreException if the password is too short or too long, or there is no such person */
    @Transactional
    public void setPassword(PersonId person, char[] password, Actor actor) {
        if (password.length < passwords.minLength() || password.length > PASSWORD_MAX) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot set the password: it must have " + passwords.minLength() + " to " + PASSWORD_MAX
                            + " characters");
        }
        PersonEntity row = require(person);
        row.passwordHash = hasher.hash(password);
        events.record(actor.label(), new PersonChange.PasswordSet(who(row)));
    }

    /**
     * Finds the person whom e-mail and password show. An unknown e-mail takes as long as a wrong password.
     *
     * <p>No connection to the database is held during the work, so that a flood of sign-ins cannot take them all.
     *
     * @return empty if they do not fit, or the person is disabled
     */
    public Optional<Person> authenticate(String email, char[] password) {
        List<Known> known = QuarkusTransaction.joiningExisting()
                .call(() -> rows.allOf(normal(email)).stream()
                        .map(row -> new Known(known(row), Optional.ofNullable(row.passwordHash)))
                        .filter(found -> found.passwordHash().isPresent())
                        .toList());
        if (known.isEmpty() || password.length > PASSWORD_MAX) {
            hasher.wasteTime(new char[passwords.minLength()]);
            return Optional.empty();
        }
        return known.stream()
                .filter(found -> hasher.matches(password, found.passwordHash().orElseThrow()))
                .map(Known::person)
                .findFirst()
                .filter(person -> !person.disabled());
    }

    /**
     * Says so if a password that was good once is too short by now.
     *
     * @throws StoreException {@link ErrorCode#PASSWORD_POLICY_ERROR}
     */
    public void requirePolicy(char[] password) {
        if (password.length < passwords.minLength()) {
            throw new StoreException(List.of(new ErrorDetail(
                    ErrorCode.PASSWORD_POLICY_ERROR,
                    "cannot sign in with this password: the store wants " + passwords.minLength()
                            + " characters or more by now; sign in to the console and choose another one",
                    Map.of("min-length", passwords.minLength()))));
        }
    }

    /** One of those whom an e-mail may mean: each brand has its own, as long as nobody has shown whose it is. */
    private record Known(Person person, Optional<String> passwordHash) {}

    @Transactional
    public Optional<Person> find(PersonId person) {
        return rows.findByIdOptional(person.value()).map(this::known);
    }

    /** Whose address it is, as far as somebody has shown that. */
    @Transactional
    public Optional<Person> findProven(String email) {
        return rows.findProven(normal(email)).map(this::known);
    }

    /** Everybody who is known by the address; whose it is comes first. */
    @Transactional
    public List<Person> ofEmail(String email) {
        return rows.allOf(normal(email)).stream().map(this::known).toList();
    }

    /** Everybody whom an e-mail or the username of their account may mean. */
    @Transactional
    public List<Person> called(String emailOrUsername) {
        List<Person> found = ofEmail(emailOrUsername);
        return found.isEmpty()
                ? accounts.findByUsername(emailOrUsername).stream()
                        .flatMap(account -> rows.findByAccount(account.id().value()).stream())
                        .map(this::known)
                        .toList()
                : found;
    }

    /** Whom a brand knows by the address, though nobody has shown that it is theirs. */
    @Transactional
    public Optional<Person> findUnproven(String email, AccountId home) {
        return rows.findUnproven(normal(email), home.value()).map(this::known);
    }

    /** Whether the person can sign in with a password. */
    @Transactional
    public boolean hasPassword(PersonId person) {
        return require(person).passwordHash != null;
    }

    /**
     * Notes that the address is the person's own. If nobody had shown that before, the password may be one that somebody
     * else chose, and the keys of the account somebody else's: all that was had with it goes, and the person gets another
     * account.
     *
     * @throws StoreException {@link ErrorCode#CONFLICT} if somebody else has shown that it is theirs
     */
    @Transactional
    public void proveEmail(PersonId person, Actor actor) {
        PersonEntity row = requireLocked(person);
        if (!row.emailProven) {
            if (rows.findProven(row.email).isPresent()) {
                throw new StoreException(
                        ErrorCode.CONFLICT,
                        "cannot take the address " + row.email + " for this person's: it is somebody else's");
            }
            row.emailProven = true;
            row.vouchedBy = null;
            row.passwordHash = null;
            row.ownAccountId = null;
            credentials.revokeAll(person, EnumSet.allOf(CredentialKind.class), null, actor);
            events.record(actor.label(), new PersonChange.EmailProven(who(row)));
        }
    }

    /** From now on none of the person's credentials works, nor ever again. */
    @Transactional
    public void disable(PersonId person, String why, Actor actor) {
        PersonEntity row = requireLocked(person);
        if (row.disabledAt == null) {
            credentials.revokeAll(person, EnumSet.allOf(CredentialKind.class), null, actor);
            row.disabledAt = clock.instant();
            events.record(actor.label(), new PersonChange.Disabled(who(row), why));
        }
    }

    /** The person can sign in again. Nothing happens if they could before. */
    @Transactional
    public void enable(PersonId person, Actor actor) {
        PersonEntity row = requireLocked(person);
        if (row.disabledAt != null) {
            row.disabledAt = null;
            events.record(actor.label(), new PersonChange.Enabled(who(row)));
        }
    }

    private Person known(PersonEntity row) {
        ownAccounts.complete(row);
        return row.toPerson();
    }

    private PersonEntity require(PersonId person) {
        return rows.findByIdOptional(person.value()).orElseThrow(() -> unknown(person));
    }

    /** As {@link #require}; nobody gets a credential for the person meanwhile. */
    private PersonEntity requireLocked(PersonId person) {
        return rows.findLocked(person.value()).orElseThrow(() -> unknown(person));
    }

    private static StoreException unknown(PersonId person) {
        return new StoreException(ErrorCode.NOT_FOUND, "cannot find the person " + person);
    }

    private static PersonChange.Who who(PersonEntity row) {
        return new PersonChange.Who(new AccountId(row.accountId), row.id);
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
