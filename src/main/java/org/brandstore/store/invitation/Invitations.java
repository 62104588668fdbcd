package org.brandstore.store.invitation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.person.NewPerson;
import org.brandstore.account.person.People;
import org.brandstore.event.Events;
import org.brandstore.event.change.TeamChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.brandstore.naming.TimeOrderedId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.site.PublicUrls;
import org.brandstore.store.BrandStore;
import org.brandstore.store.LeftBrand;
import org.brandstore.store.StorePeople;
import org.brandstore.store.Stores;

/**
 * Invitations. Whoever holds the link and is nobody here yet becomes a person of the brand; whoever has an account joins
 * with it, and must be signed in for that: a link alone never opens an existing account. Roles in which people decide about
 * what others do wait until somebody else than the inviter has agreed.
 */
@ApplicationScoped
public class Invitations {
    private static final Duration LIFE = Duration.ofDays(7);
    private static final int TOKEN_BYTES = 32;
    private static final int MAX_OPEN = 200;
    private static final Duration MAIL_WINDOW = Duration.ofDays(1);
    private static final int MAX_MAILS = 5;

    private final InvitationRepository rows;
    private final Stores stores;
    private final StorePeople staff;
    private final People people;
    private final InvitationMail mail;
    private final Issuing issuing;

    /** Where time, chance, addresses and the record of changes come from. */
    @Singleton
    static class Issuing {
        private final Events events;
        private final PublicUrls urls;
        private final Clock clock;
        private final SecureRandom random;

        Issuing(Events events, PublicUrls urls, Clock clock, SecureRandom random) {
            this.events = events;
            this.urls = urls;
            this.clock = clock;
            this.random = random;
        }
    }

    Invitations(
            InvitationRepository rows,
            Stores stores,
            StorePeople staff,
            People people,
            InvitationMail mail,
            Issuing issuing) {
        this.rows = rows;
        this.stores = stores;
        this.staff = staff;
        this.people = people;
        this.mail = mail;
        this.issuing = issuing;
    }

    /**
     * Invites somebody. An open invitation of the same address to the same store is replaced.
     *
     * <p>The invitation stands before its mail goes, so that no mail has a link that opens nothing, and nothing in the
     * database waits for a mail server. If the mail cannot be sent, the inviter is told why and given the link instead.
     *
     * @throws StoreException if the address is not one, no role is named, or very many invitations are open
     */
    public IssuedInvitation invite(NewInvitation wanted, Person by) {
        String token = newToken();
        Opened opened = QuarkusTransaction.requiringNew().call(() -> open(wanted, by, token));
        String link = issuing.urls.of("/console/invitation#" + token);
        if (!mail.isOffered()) {
            return new IssuedInvitation(opened.invitation(), Optional.of(link), Optional.empty());
        }
        try {
            requireFewMails(opened.invitation());
            mail.send(opened.invitation(), opened.store(), by, link);
        } catch (StoreException e) {
            return new IssuedInvitation(opened.invitation(), Optional.of(link), Optional.ofNullable(e.getMessage()));
        }
        QuarkusTransaction.requiringNew().run(() -> noteMailed(opened, Actor.of(by)));
        return new IssuedInvitation(opened.invitation(), Optional.empty(), Optional.empty());
    }

    private record Opened(Invitation invitation, BrandStore store) {}

    private Opened open(NewInvitation wanted, Person by, String token) {
        BrandStore store = stores.require(wanted.store());
        String email = People.requireEmail(wanted.email());
        if (wanted.roles().isEmpty()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot invite " + email + ": name at least one role");
        }
        if (wanted.roles().contains(Role.PUBLISHER) && wanted.roles().contains(Role.OUTSIDE_PUBLISHER)) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot invite " + email + " as publisher and as outside publisher: name one of them");
        }
        rows.openTo(store.id().value(), email, issuing.clock.instant()).forEach(row -> close(row, Actor.of(by)));
        if (rows.openOf(store.id().value(), issuing.clock.instant()).size() >= MAX_OPEN) {
            throw new StoreException(
                    ErrorCode.CONFLICT, "cannot invite " + email + ": too many invitations are open, withdraw some");
        }
        InvitationEntity row = row(wanted, email, store, by, token);
        rows.persist(row);
        record(Actor.of(by), new TeamChange.Invited(told(row, store.brand()), email, List.of(row.roles)));
        return new Opened(row.toInvitation(), store);
    }

    /** Whoever may invite could otherwise fill somebody's mailbox, in this store's name. */
    private void requireFewMails(Invitation invitation) {
        Instant since = issuing.clock.instant().minus(MAIL_WINDOW);
        long sent = QuarkusTransaction.requiringNew().call(() -> rows.countMailed(invitation.email(), since));
        if (sent >= MAX_MAILS) {
            throw new StoreException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "cannot send the mail: " + invitation.email() + " has got " + sent + " within a day");
        }
    }

    /** Only now does the link show that whoever has it reads the mail of the address. */
    private void noteMailed(Opened opened, Actor actor) {
        InvitationEntity row = rows.findById(opened.invitation().id());
        row.mailed = true;
        record(actor, new TeamChange.InvitationMailed(told(row, opened.store().brand()), row.email));
    }

    /** The open invitation of this secret. */
    @Transactional
    public Optional<Invitation> find(String token) {
        return good(token).map(InvitationEntity::toInvitation);
    }

    /** The open invitations of a store, newest first. */
    @Transactional
    public List<Invitation> of(StoreId store) {
        return rows.openOf(store.value(), issuing.clock.instant()).stream()
                .map(InvitationEntity::toInvitation)
                .toList();
    }

    /**
     * The link does not work any more. Nothing happens if it did not before, or is another store's.
     *
     * @throws StoreException {@link ErrorCode#CONFLICT} if it was accepted: then there is nothing to withdraw any more
     */
    @Transactional
    public void withdraw(StoreId store, UUID id, Actor actor) {
        rows.findLocked(store.value(), id).ifPresent(row -> {
            if (row.acceptedAt != null) {
                throw new StoreException(
                        ErrorCode.CONFLICT,
                        "cannot withdraw the invitation: " + row.email
                                + " has accepted it; take their roles away instead");
            }
            if (row.withdrawnAt == null && row.expiresAt.isAfter(issuing.clock.instant())) {
                close(row, actor);
            }
        });
    }

    /**
     * Makes somebody new a person of the brand, with a password. A link that did not come by mail shows nobody whose the
     * address is: who uses it is known to this brand alone, whoever else has the address.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if the secret opens nothing, {@link ErrorCode#CONFLICT} if the
     *     address has an account already, {@link ErrorCode#INVALID_FIELD} if the password is too short
     */
    @Transactional
    public Person accept(String token, char[] password) {
        InvitationEntity row = requireGood(token);
        Optional<Person> known = row.mailed
                ? people.findProven(row.email)
                : people.findUnproven(row.email, new AccountId(row.accountId));
        if (known.isPresent()) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot make an account for " + row.email + ": there is one; sign in, then open the link again");
        }
        Person person = create(row, row.mailed);
        people.setPassword(person.id(), password, Actor.of(person));
        finish(row, person);
        return person;
    }

    /**
     * Lets somebody join who has an account and is signed in with it. Done again, it changes nothing.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if the secret opens nothing for this person
     */
    @Transactional
    public void join(String token, Person person) {
        if (rows.isAccepted(hash(token), person.id().value())) {
            return;
        }
        InvitationEntity row = requireGood(token);
        if (!isFor(row.toInvitation(), person)) {
            throw unknown();
        }
        finish(row, person);
    }

    /**
     * Whether the person is who is invited: the address is theirs, or at least taken for theirs by the brand that invites.
     */
    @Transactional
    public boolean isFor(Invitation invitation, Person person) {
        return invitation.email().equals(person.email())
                && person.isKnownTo(stores.require(invitation.store()).brand());
    }

    /**
     * Makes somebody new a person, of whom an identity provider says that the invited address is theirs: all open
     * invitations of the address are accepted.
     *
     * @return empty if nobody invited this address, or it has an account already
     */
    @Transactional
    public Optional<Person> acceptProven(String email) {
        List<InvitationEntity> open = rows.openFor(People.requireEmail(email), issuing.clock.instant()).stream()
                .filter(this::isByAdministrator)
                .toList();
        if (open.isEmpty() || people.findProven(email).isPresent()) {
            return Optional.empty();
        }
        Person person = create(open.getFirst(), true);
        open.forEach(row -> finish(row, person));
        return Optional.of(person);
    }

    private InvitationEntity row(NewInvitation wanted, String email, BrandStore store, Person by, String token) {
        InvitationEntity row = new InvitationEntity();
        row.id = TimeOrderedId.next(issuing.clock.instant(), issuing.random);
        row.storeId = store.id().value();
        row.accountId = store.brand().value();
        row.email = email;
        row.displayName = People.requireDisplayName(wanted.displayName());
        row.roles =
                wanted.roles().stream().map(role -> role.wireName()).sorted().toArray(String[]::new);
        row.tokenHash = hash(token);
        row.invitedBy = by.id().value();
        row.createdAt = issuing.clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.expiresAt = row.createdAt.plus(LIFE);
        return row;
    }

    private Person create(InvitationEntity row, boolean proven) {
        NewPerson wanted = new NewPerson(row.email, row.displayName, new AccountId(row.accountId));
        Actor actor = Actor.system("invitation");
        return proven
                ? people.create(wanted, actor)
                : people.createUnproven(wanted, new PersonId(row.invitedBy), actor);
    }

    private void finish(InvitationEntity row, Person person) {
        Invitation invitation = row.toInvitation();
        Person inviter = people.find(new PersonId(row.invitedBy)).orElseThrow();
        staff.give(
                invitation.store(),
                person,
                invitation.roles(),
                inviter.displayName() + " invited " + row.email + ", who has accepted",
                Actor.of(inviter));
        row.acceptedAt = issuing.clock.instant();
        row.acceptedBy = person.id().value();
        record(
                Actor.of(person),
                new TeamChange.InvitationAccepted(
                        told(row, stores.require(invitation.store()).brand()),
                        person.id().value(),
                        List.of(row.roles)));
    }

    /** Nobody comes back by an older link. */
    void left(@Observes LeftBrand left) {
        rows.openFor(left.person().email(), issuing.clock.instant()).stream()
                .filter(row -> row.accountId.equals(left.brand().value()))
                .forEach(row -> close(row, left.actor()));
    }

    private void close(InvitationEntity row, Actor actor) {
        row.withdrawnAt = issuing.clock.instant();
        AccountId brand = stores.require(new StoreId(row.storeId)).brand();
        record(actor, new TeamChange.InvitationWithdrawn(told(row, brand)));
    }

    private void record(Actor actor, TeamChange change) {
        issuing.events.record(actor.label(), change);
    }

    private static TeamChange.Invitation told(InvitationEntity row, AccountId brand) {
        return new TeamChange.Invitation(brand, new StoreId(row.storeId), row.id);
    }

    private InvitationEntity requireGood(String token) {
        return good(token).orElseThrow(Invitations::unknown);
    }

    private Optional<InvitationEntity> good(String token) {
        return rows.findOpen(hash(token), issuing.clock.instant()).filter(this::isByAdministrator);
    }

    /** Whoever may not invite any more brings nobody in: neither others nor themselves by another address. */
    private boolean isByAdministrator(InvitationEntity row) {
        PersonId inviter = new PersonId(row.invitedBy);
        return people.find(inviter).filter(person -> !person.disabled()).isPresent()
                && staff.isAdministrator(new StoreId(row.storeId), inviter);
    }

    private static StoreException unknown() {
        return new StoreException(
                ErrorCode.NOT_FOUND,
                "cannot find the invitation: it was used, withdrawn, or is too old; ask for a new one");
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        issuing.random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
