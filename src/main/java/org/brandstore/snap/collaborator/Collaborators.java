package org.brandstore.snap.collaborator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.person.People;
import org.brandstore.event.Events;
import org.brandstore.event.change.CollaboratorChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.naming.TimeOrderedId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.SharedSnaps;
import org.brandstore.snap.Snaps;
import org.brandstore.store.LeftBrand;
import org.brandstore.store.Memberships;

/**
 * Who works on which snap beside its publisher. Somebody is asked by e-mail address and answers with the token that whoever
 * asked them hands over; nothing tells whether there is a person of that address. Whether somebody may ask was checked.
 */
@ApplicationScoped
public class Collaborators implements SharedSnaps {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}");
    private static final Duration LIFE = Duration.ofDays(30);
    private static final int TOKEN_BYTES = 32;
    private static final int MAX_OPEN = 50;

    private final CollaboratorRepository rows;
    private final InviteRepository invites;
    private final Snaps snaps;
    private final People people;
    private final Memberships members;
    private final Events events;
    private final SecureRandom random;
    private final Clock clock;

    Collaborators(
            CollaboratorRepository rows,
            InviteRepository invites,
            Snaps snaps,
            People people,
            Memberships members,
            Events events,
            SecureRandom random,
            Clock clock) {
        this.rows = rows;
        this.invites = invites;
        this.snaps = snaps;
        this.people = people;
        this.members = members;
        this.events = events;
        this.random = random;
        this.clock = clock;
    }

    /** The snap that it is about, and whose affair that is. */
    public record Subject(SnapId snap, AccountId brand) {}

    @Transactional
    public List<Collaborator> of(SnapId snap) {
        return rows.of(snap).stream().map(CollaboratorEntity::toCollaborator).toList();
    }

    @Override
    @Transactional
    public Set<SnapId> snapsOf(PersonId person) {
        return rows.of(person).stream().map(row -> new SnapId(row.snapId)).collect(Collectors.toSet());
    }

    /** All invitations ever made for a snap, newest first. */
    @Transactional
    public List<Invite> invites(SnapId snap) {
        Instant now = clock.instant();
        return invites.of(snap).stream().map(row -> row.toInvite(now)).toList();
    }

    /**
     * Asks somebody. Asking again makes a new token, and the one before works no more.
     *
     * @return the token, which is told this once
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if that is no e-mail address, {@link ErrorCode#CONFLICT} if
     *     very many wait for an answer already
     */
    @Transactional
    public String invite(Subject subject, String email, PersonId by, Actor actor) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        if (!EMAIL.matcher(address).matches()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot invite: the e-mail address is not valid");
        }
        Instant now = clock.instant();
        invites.open(subject.snap(), address).ifPresent(row -> row.settle(Invite.State.REVOKED, now));
        invites.flush();
        if (invites.open(subject.snap()) >= MAX_OPEN) {
            throw new StoreException(
                    ErrorCode.CONFLICT, "cannot invite: " + MAX_OPEN + " invitations wait for an answer; revoke some");
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        InviteEntity row = new InviteEntity();
        row.id = TimeOrderedId.next(now, random);
        row.snapId = subject.snap().value();
        row.email = address;
        row.tokenHash = hash(token);
        row.invitedBy = by.value();
        row.createdAt = now;
        row.expiresAt = now.plus(LIFE);
        invites.persist(row);
        events.record(actor.label(), new CollaboratorChange.Invited(subject.brand(), subject.snap(), address));
        return token;
    }

    /** Asks several people, as {@link #invite} does, or nobody if one of them cannot be asked: their tokens, in order. */
    @Transactional
    public List<String> inviteAll(Subject subject, List<String> emails, PersonId by, Actor actor) {
        return emails.stream().map(email -> invite(subject, email, by, actor)).toList();
    }

    /**
     * Takes back an invitation; nothing happens if there is none.
     *
     * @throws StoreException {@link ErrorCode#CONFLICT} if it was accepted and they work on the snap
     */
    @Transactional
    public void revoke(Subject subject, String email, Actor actor) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        Optional<InviteEntity> open = invites.open(subject.snap(), address);
        if (open.isEmpty() && works(subject.snap(), address)) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot revoke the invitation: " + address + " has accepted it; remove the collaborator instead");
        }
        open.ifPresent(row -> {
            row.settle(Invite.State.REVOKED, clock.instant());
            events.record(
                    actor.label(), new CollaboratorChange.InviteRevoked(subject.brand(), subject.snap(), address));
        });
    }

    private boolean works(SnapId snap, String email) {
        return invites.newest(snap, email)
                        .filter(row -> row.state.equals(Invite.State.ACCEPTED.wireName()))
                        .isPresent()
                && people.ofEmail(email).stream()
                        .map(person -> new CollaboratorEntity.Key(
                                snap.value(), person.id().value()))
                        .anyMatch(key -> rows.findByIdOptional(key).isPresent());
    }

    /**
     * Somebody says yes. From then on they may work on the snap. Said again, it changes nothing.
     *
     * @return the snap
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} if the token is none for this person, whatever the reason
     */
    @Transactional
    public SnapId accept(String token, Person person, Actor actor) {
        InviteEntity invite = lock(token, person);
        SnapId snap = new SnapId(invite.snapId);
        if (invite.state.equals(Invite.State.ACCEPTED.wireName()) && works(snap, person.email())) {
            return snap;
        }
        answer(invite, person, Invite.State.ACCEPTED, CollaboratorChange.Accepted::new, actor);
        CollaboratorEntity.Key key =
                new CollaboratorEntity.Key(invite.snapId, person.id().value());
        if (rows.findByIdOptional(key).isEmpty()) {
            CollaboratorEntity row = new CollaboratorEntity();
            row.snapId = key.snapId();
            row.personId = key.personId();
            row.addedBy = invite.invitedBy;
            row.addedAt = clock.instant();
            rows.persist(row);
        }
        return snap;
    }

    /** Somebody says no; as {@link #accept}. */
    @Transactional
    public SnapId reject(String token, Person person, Actor actor) {
        InviteEntity invite = lock(token, person);
        if (!invite.state.equals(Invite.State.REJECTED.wireName())) {
            answer(invite, person, Invite.State.REJECTED, CollaboratorChange.Rejected::new, actor);
        }
        return new SnapId(invite.snapId);
    }

    /** Somebody works on the snap no more; nothing happens if they did not. */
    @Transactional
    public void remove(Subject subject, PersonId person, Actor actor) {
        if (rows.deleteById(new CollaboratorEntity.Key(subject.snap().value(), person.value()))) {
            events.record(
                    actor.label(), new CollaboratorChange.Removed(subject.brand(), subject.snap(), person.value()));
        }
    }

    /** Whom the brand has shut out works on none of its snaps. */
    void left(@Observes LeftBrand left) {
        PersonId person = left.person().id();
        snapsOf(person).stream()
                .map(snaps::require)
                .filter(snap -> snap.brand().equals(left.brand()))
                .forEach(snap -> remove(new Subject(snap.id(), snap.brand()), person, left.actor()));
    }

    /** The invitation, answered or not; who asks at the same time waits, and then sees what became of it. */
    private InviteEntity lock(String token, Person person) {
        return invites.locked(hash(token))
                .filter(row -> row.email.equals(person.email()))
                .orElseThrow(Collaborators::unknown);
    }

    private void answer(InviteEntity invite, Person person, Invite.State state, Answer answer, Actor actor) {
        Instant now = clock.instant();
        AccountId brand = snaps.require(new SnapId(invite.snapId)).brand();
        boolean waits = invite.state.equals(Invite.State.OPEN.wireName()) && invite.expiresAt.isAfter(now);
        if (!waits || !person.isKnownTo(brand) || !isStillAsked(invite)) {
            throw unknown();
        }
        invite.settle(state, now);
        events.record(
                actor.label(),
                answer.of(brand, new SnapId(invite.snapId), person.id().value()));
    }

    /** What the audit log says of an answer. */
    private interface Answer {
        CollaboratorChange of(AccountId brand, SnapId snap, UUID person);
    }

    private static StoreException unknown() {
        return new StoreException(
                ErrorCode.RESOURCE_NOT_FOUND, "cannot answer the invitation: there is none with this token for you");
    }

    /** Whether who asked still works for the store of the snap: whoever has left brings nobody in. */
    private boolean isStillAsked(InviteEntity row) {
        PersonId inviter = new PersonId(row.invitedBy);
        StoreId store = snaps.require(new SnapId(row.snapId)).store();
        return people.find(inviter).filter(found -> !found.disabled()).isPresent()
                && members.roles(inviter, store).stream().anyMatch(role -> role == Role.ADMIN || role.publishes());
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
