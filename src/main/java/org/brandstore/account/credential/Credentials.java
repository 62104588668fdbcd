package org.brandstore.account.credential;

import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.event.Events;
import org.brandstore.event.change.CredentialChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.TimeOrderedId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What people and their programs show to be let in. A secret has 256 random bits; only its SHA-256 is kept, which is
 * enough for secrets that nobody can guess.
 */
@ApplicationScoped
public class Credentials {
    private static final int SECRET_BYTES = 32;
    /** The time of last use is kept no finer than this, so that a busy credential does not write all the time. */
    private static final Duration USE_GRAIN = Duration.ofMinutes(5);

    private final CredentialRepository rows;
    private final Events events;
    private final Clock clock;
    private final SecureRandom random;

    Credentials(CredentialRepository rows, Events events, Clock clock, SecureRandom random) {
        this.rows = rows;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a credential; its secret is in the answer and nowhere else.
     *
     * @throws StoreException {@link ErrorCode#RESOURCE_FORBIDDEN} if the person was disabled
     */
    @Transactional
    public IssuedCredential issue(NewCredential wanted, Actor actor) {
        return issue(wanted, null, actor);
    }

    private IssuedCredential issue(NewCredential wanted, @Nullable UUID derivedFrom, Actor actor) {
        if (!rows.isEnabled(wanted.person().value())) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN, "cannot make a credential: the person is disabled, or there is none");
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        CredentialEntity row = new CredentialEntity();
        row.id = TimeOrderedId.next(clock.instant(), random);
        row.personId = wanted.person().value();
        row.kind = wanted.kind().wireName();
        row.secretHash = hash(secret);
        row.description = wanted.description();
        row.permissions = texts(wanted.permissions(), Permission::wireName);
        row.snaps =
                wanted.limits().snaps().map(set -> texts(set, Object::toString)).orElse(null);
        row.channels = wanted.limits()
                .channels()
                .map(set -> texts(set, Object::toString))
                .orElse(null);
        row.stores = wanted.limits()
                .stores()
                .map(set -> texts(set, Object::toString))
                .orElse(null);
        row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.expiresAt = wanted.expiresAt();
        row.derivedFrom = derivedFrom;
        rows.persist(row);
        events.record(actor.label(), new CredentialChange.Issued(told(row), row.kind, row.description));
        return new IssuedCredential(row.toCredential(), secret);
    }

    /**
     * Makes a credential of one that is good once, which works no more from then on. Of several who try it at the same
     * time one succeeds.
     *
     * @return empty if the other one has been used, was revoked or has ended
     * @throws StoreException as {@link #issue}
     */
    @Transactional
    public Optional<IssuedCredential> exchange(CredentialId once, NewCredential wanted, Actor actor) {
        if (!rows.isEnabled(wanted.person().value())) {
            return Optional.empty();
        }
        CredentialEntity row = require(once);
        Instant now = clock.instant();
        if (row.revokedAt != null || (row.expiresAt != null && !row.expiresAt.isAfter(now))) {
            return Optional.empty();
        }
        row.revokedAt = now;
        events.record(actor.label(), new CredentialChange.UsedUp(told(row)));
        return Optional.of(issue(wanted, actor));
    }

    /**
     * Makes a narrower credential with one that works. It ends with that at the latest, by time or revoked.
     *
     * @return empty if the other one was revoked or has ended meanwhile
     * @throws StoreException {@link ErrorCode#PERMISSION_REQUIRED} if it would allow more, and as {@link #issue}
     */
    @Transactional
    public Optional<IssuedCredential> derive(CredentialId from, NewCredential wanted, Actor actor) {
        rows.isEnabled(wanted.person().value());
        CredentialEntity row = require(from);
        Instant now = clock.instant();
        if (row.revokedAt != null || (row.expiresAt != null && !row.expiresAt.isAfter(now))) {
            return Optional.empty();
        }
        Credential source = row.toCredential();
        if (!source.permissions().containsAll(wanted.permissions())
                || !source.limits().equals(CredentialLimits.none())) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED,
                    "cannot make a token that may do more than the given credential, or with one that is limited");
        }
        return Optional.of(issue(wanted.until(row.expiresAt), row.id, actor));
    }

    /** The credential of this secret if it works now; the caller checks that its kind fits the door. */
    @Transactional
    public Optional<Credential> find(String secret) {
        Instant now = clock.instant();
        Optional<CredentialEntity> row = rows.findUsable(hash(secret), now);
        row.filter(found -> isStale(found.lastUsedAt, now)).ifPresent(found -> rows.markUsed(found.id, now));
        return row.map(CredentialEntity::toCredential);
    }

    /** The credential if it works now. */
    @Transactional
    public Optional<Credential> find(CredentialId id) {
        return rows.findUsable(id.value(), clock.instant()).map(CredentialEntity::toCredential);
    }

    /** The credentials of a person that work now, newest first. */
    @Transactional
    public List<Credential> of(PersonId person) {
        return rows.usableOf(person.value(), clock.instant()).stream()
                .map(CredentialEntity::toCredential)
                .toList();
    }

    /** As {@link #of}, with the time of last use. */
    @Transactional
    public List<CredentialUse> uses(PersonId person) {
        return rows.usableOf(person.value(), clock.instant()).stream()
                .map(row -> new CredentialUse(row.toCredential(), Optional.ofNullable(row.lastUsedAt)))
                .toList();
    }

    /** From now on the credential does not work, nor what was made with it. Revoking it again changes nothing. */
    @Transactional
    public void revoke(CredentialId id, Actor actor) {
        revoke(require(id), actor);
    }

    /**
     * Revokes a credential that must be the person's own.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if it is not, as if there were none
     */
    @Transactional
    public void revokeOwn(PersonId person, CredentialId id, Actor actor) {
        CredentialEntity row = require(id);
        if (!row.personId.equals(person.value())) {
            throw unknown(id);
        }
        revoke(row, actor);
    }

    /**
     * Revokes what the person has of some kinds.
     *
     * @param but stays; null to keep none
     */
    @Transactional
    public void revokeAll(PersonId person, Set<CredentialKind> kinds, @Nullable CredentialId but, Actor actor) {
        rows.usableOf(person.value(), clock.instant()).stream()
                .filter(row ->
                        CredentialKind.find(row.kind).filter(kinds::contains).isPresent())
                .filter(row -> but == null || !row.id.equals(but.value()))
                .forEach(row -> revoke(row, actor));
    }

    private CredentialEntity require(CredentialId id) {
        return rows.findLocked(id.value()).orElseThrow(() -> unknown(id));
    }

    private static StoreException unknown(CredentialId id) {
        return new StoreException(ErrorCode.NOT_FOUND, "cannot find the credential " + id);
    }

    private void revoke(CredentialEntity row, Actor actor) {
        if (row.revokedAt == null) {
            row.revokedAt = clock.instant();
            events.record(actor.label(), new CredentialChange.Revoked(told(row)));
            rows.derivedFrom(row.id).forEach(derived -> revoke(derived, actor));
        }
    }

    /** In the log of the brand that brought the person, where its auditors read it. */
    private CredentialChange.Which told(CredentialEntity row) {
        return new CredentialChange.Which(new AccountId(rows.homeOf(row.personId)), row.id, row.personId);
    }

    private static boolean isStale(@Nullable Instant lastUsed, Instant now) {
        return lastUsed == null || lastUsed.plus(USE_GRAIN).isBefore(now);
    }

    private static <T> String[] texts(Collection<T> values, Function<T, String> text) {
        return values.stream().map(text).sorted().toArray(String[]::new);
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
