package org.brandstore.account.factor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.event.Events;
import org.brandstore.event.change.PersonChange;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.secret.Sealer;
import org.brandstore.site.PublicUrls;

/**
 * The second factors of people. A code works once: the newest step used is kept, so neither it nor an older one works
 * again, on whichever replica it is tried.
 */
@ApplicationScoped
public class SecondFactors {
    private static final int SECRET_BYTES = 20;

    private final SecondFactorRepository rows;
    private final RecoveryCodes recovery;
    private final Sealer sealer;
    private final Events events;
    private final PublicUrls urls;
    private final Clock clock;
    private final SecureRandom random;

    SecondFactors(
            SecondFactorRepository rows,
            RecoveryCodes recovery,
            Sealer sealer,
            Events events,
            PublicUrls urls,
            Clock clock,
            SecureRandom random) {
        this.rows = rows;
        this.recovery = recovery;
        this.sealer = sealer;
        this.events = events;
        this.urls = urls;
        this.clock = clock;
        this.random = random;
    }

    /** Whether the person's password alone does not let them in. */
    @Transactional
    public boolean isRequired(PersonId person) {
        return rows.findByIdOptional(person.value())
                .map(row -> row.confirmedAt != null)
                .orElse(false);
    }

    /**
     * Makes a secret for the person's app. Nothing asks for its codes until one was given to {@link #confirm}; another
     * one that was begun is forgotten.
     *
     * @throws StoreException {@link ErrorCode#CONFLICT} if the person has a second factor
     */
    @Transactional
    public FactorEnrolment begin(Person person, Actor actor) {
        UUID id = person.id().value();
        SecondFactorEntity row = rows.findLocked(id).orElseGet(SecondFactorEntity::new);
        if (row.confirmedAt != null) {
            throw new StoreException(
                    ErrorCode.CONFLICT, "cannot set up a second factor: there is one, which must be removed first");
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        row.personId = id;
        row.sealed = sealer.seal(secret, context(id));
        row.createdAt = clock.instant();
        row.lastStep = -1;
        rows.persist(row);
        record(person, PersonChange.SecondFactorBegun::new, actor);
        String text = FactorText.of(secret);
        Arrays.fill(secret, (byte) 0);
        return new FactorEnrolment(text, uri(person, text));
    }

    /**
     * From now on the person needs a code to sign in.
     *
     * @return recovery codes, which are told this once
     * @throws StoreException {@link ErrorCode#TWOFACTOR_FAILURE} if the code is wrong, {@link ErrorCode#CONFLICT} if
     *     nothing waits to be confirmed
     */
    @Transactional
    public List<String> confirm(Person person, String code, Actor actor) {
        SecondFactorEntity row = rows.findLocked(person.id().value())
                .filter(found -> found.confirmedAt == null)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.CONFLICT, "cannot confirm the second factor: none waits for it, begin again"));
        if (!useCode(row, code)) {
            throw new StoreException(
                    ErrorCode.TWOFACTOR_FAILURE,
                    "cannot confirm the second factor: the code is wrong; is the clock of your device right?");
        }
        row.confirmedAt = clock.instant();
        record(person, PersonChange.SecondFactorConfirmed::new, actor);
        return recovery.renew(row.personId);
    }

    /** Uses a code of the app or a recovery code. False if it is wrong, was used before, or the person has none. */
    @Transactional
    public boolean use(Person person, String code) {
        SecondFactorEntity row = rows.findLocked(person.id().value())
                .filter(found -> found.confirmedAt != null)
                .orElse(null);
        if (row == null) {
            return false;
        }
        if (useCode(row, code.strip())) {
            return true;
        }
        boolean recovered = recovery.use(row.personId, code);
        if (recovered) {
            record(person, PersonChange.RecoveryCodeUsed::new, Actor.of(person));
        }
        return recovered;
    }

    /** How many recovery codes are left. */
    @Transactional
    public int recoveryCodesLeft(PersonId person) {
        return recovery.left(person.value());
    }

    /**
     * New recovery codes in place of the earlier ones.
     *
     * @throws StoreException {@link ErrorCode#CONFLICT} if the person has no second factor
     */
    @Transactional
    public List<String> renewRecoveryCodes(Person person, Actor actor) {
        if (rows.findLocked(person.id().value())
                .filter(found -> found.confirmedAt != null)
                .isEmpty()) {
            throw new StoreException(
                    ErrorCode.CONFLICT, "cannot make recovery codes: there is no second factor to stand in for");
        }
        record(person, PersonChange.RecoveryCodesRenewed::new, actor);
        return recovery.renew(person.id().value());
    }

    /** The person's password alone lets them in again. Nothing happens if it did before. */
    @Transactional
    public void remove(Person person, Actor actor) {
        if (rows.deleteById(person.id().value())) {
            recovery.forget(person.id().value());
            record(person, PersonChange.SecondFactorRemoved::new, actor);
        }
    }

    private boolean useCode(SecondFactorEntity row, String code) {
        byte[] secret = sealer.open(row.sealed, context(row.personId));
        OptionalLong step = TimeCodes.match(secret, code, clock.instant(), row.lastStep);
        Arrays.fill(secret, (byte) 0);
        step.ifPresent(used -> row.lastStep = used);
        return step.isPresent();
    }

    private String uri(Person person, String secret) {
        String issuer = encode(urls.authority());
        return "otpauth://totp/" + issuer + ":" + encode(person.email()) + "?secret=" + secret + "&issuer=" + issuer
                + "&algorithm=SHA1&digits=" + TimeCodes.DIGITS + "&period=" + TimeCodes.STEP.toSeconds();
    }

    private void record(Person person, Function<PersonChange.Who, PersonChange> change, Actor actor) {
        events.record(
                actor.label(),
                change.apply(new PersonChange.Who(person.home(), person.id().value())));
    }

    private static String context(UUID person) {
        return "second-factor/" + person;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
