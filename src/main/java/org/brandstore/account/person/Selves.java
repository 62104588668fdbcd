package org.brandstore.account.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.event.Events;
import org.brandstore.event.change.PersonChange;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Who may be one human being under two names. Whoever invites somebody and hands over the link may use it themselves; until
 * the address is shown to be the other's, or another administrator has agreed to who they are, neither is a second pair of
 * eyes for the other.
 */
@ApplicationScoped
@Transactional
public class Selves {
    private final PersonRepository rows;
    private final Events events;

    Selves(PersonRepository rows, Events events) {
        this.rows = rows;
        this.events = events;
    }

    /** Whether one may be the other, as far as anybody knows. */
    public boolean areOne(PersonId one, PersonId other) {
        return one.equals(other) || self(one.value()).equals(self(other.value()));
    }

    /**
     * Says why somebody must not decide about what another did.
     *
     * @param verb what they want, such as {@code approve the upload}
     * @throws StoreException {@link ErrorCode#FOUR_EYES} if they may be one, but are known by two names
     */
    public void requireTwo(PersonId author, PersonId decider, String verb) {
        if (!author.equals(decider) && areOne(author, decider)) {
            throw new StoreException(
                    ErrorCode.FOUR_EYES,
                    "cannot " + verb
                            + ": whoever asked for it was invited with a link alone, which whoever invited them"
                            + " may have used; somebody else must decide, or the address must be shown to be theirs");
        }
    }

    /** Somebody else than who invited the person has agreed that they are who they are said to be. */
    public void confirm(PersonId person, Actor by) {
        PersonEntity row = rows.findByIdOptional(person.value()).orElseThrow();
        boolean another =
                by.person().map(confirming -> !areOne(confirming, person)).orElseGet(() -> by.equals(Actor.cli()));
        if (row.vouchedBy != null && another) {
            row.vouchedBy = null;
            events.record(
                    by.label(),
                    new PersonChange.Confirmed(new PersonChange.Who(new AccountId(row.accountId), row.id), row.email));
        }
    }

    /** Who invited is older than whom they invited, so this comes to an end. */
    private UUID self(UUID person) {
        return rows.findByIdOptional(person)
                .filter(row -> !row.emailProven)
                .flatMap(row -> Optional.ofNullable(row.vouchedBy))
                .map(this::self)
                .orElse(person);
    }
}
