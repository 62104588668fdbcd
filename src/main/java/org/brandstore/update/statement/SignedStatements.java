package org.brandstore.update.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.brandstore.account.Actor;
import org.brandstore.assertion.AddOutcome;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionType;
import org.brandstore.event.Events;
import org.brandstore.event.change.StatementChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/** Verifies and keeps one signed statement, with its audit record. Must be called inside a transaction. */
@ApplicationScoped
class SignedStatements {
    private final AssertionDatabase database;
    private final Events events;

    SignedStatements(AssertionDatabase database, Events events) {
        this.database = database;
        this.events = events;
    }

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} if it is of another type or another account says it */
    static void require(Assertion statement, AssertionType type, AccountId authority) {
        if (statement.type() != type) {
            throw refused("it is of type " + statement.type() + ", not " + type);
        }
        if (!statement.text("authority-id").equals(authority.value())) {
            throw refused("its authority-id is not " + authority);
        }
    }

    /**
     * Adds it. The same bytes again change nothing.
     *
     * @param brand whose affair it is
     * @param change what the audit log says of it
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if it does not verify, {@link ErrorCode#CONFLICT} if the same
     *     or a later revision is held
     */
    Assertion add(
            Assertion statement,
            AccountId brand,
            Function<StatementChange.Signed, StatementChange> change,
            Actor actor) {
        AddOutcome outcome;
        try {
            outcome = database.add(statement);
        } catch (AssertionException e) {
            if (e.reason() == AssertionException.Reason.NOT_NEWER) {
                throw new StoreException(ErrorCode.CONFLICT, String.valueOf(e.getMessage()), e);
            }
            throw refused(String.valueOf(e.getMessage()));
        }
        if (outcome == AddOutcome.ADDED) {
            events.record(
                    actor.label(),
                    change.apply(new StatementChange.Signed(
                            brand, statement.ref(), statement.revision(), new KeyId(statement.signKeyId()))));
        }
        return statement;
    }

    static StoreException refused(String why) {
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.INVALID_FIELD, "cannot accept the assertion: " + why, Map.of("field", "assertion"))));
    }
}
