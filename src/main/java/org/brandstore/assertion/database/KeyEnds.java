package org.brandstore.assertion.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;

/**
 * The ends of keys, and what they leave of what the keys signed. The one place that knows: adding asks here, and so does
 * whoever believes an assertion without adding it.
 *
 * <p>Devices know the validity of a key alone, which makes everything that it ever signed unusable to whoever fetches it
 * later. So an end for rotation, after which the past is to stay good, is kept here only.
 */
@ApplicationScoped
public class KeyEnds {
    private static final String FIND = """
            select key_id, account_id, cause, ends_at, reason, told_by, told_at from account_key_end
            where %s = ? order by key_id, cause desc, ends_at, id""";

    private final AssertionRows rows;

    KeyEnds(DataSource database) {
        this.rows = new AssertionRows(database);
    }

    /** The end of a key that counts: for theft if there is one, the earliest of those that are alike. */
    public Optional<KeyEnd> find(String keyId) {
        return rows.query(FIND.formatted("key_id"), statement -> statement.setString(1, keyId), KeyEnds::end).stream()
                .findFirst();
    }

    /** The ends that count of all keys of an account. */
    public Map<KeyId, KeyEnd> of(AccountId account) {
        return rows
                .query(FIND.formatted("account_id"), statement -> statement.setString(1, account.value()), KeyEnds::end)
                .stream()
                .collect(Collectors.toMap(KeyEnd::key, end -> end, (first, second) -> first));
    }

    /**
     * Ends a key. An end for theft reaches the devices of the key's account and of every brand whose serials it signed:
     * their sessions must be opened anew.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(KeyEnd end) {
        rows.query(
                """
                insert into account_key_end (key_id, account_id, cause, ends_at, reason, told_by, told_at, brands)
                select ?, ?, ?, ?, ?, ?, ?, array(
                    select ?::text union select split_part(primary_key, '/', 1) from assertion
                    where sign_key_id = ? and type = 'serial')
                returning id""",
                statement -> {
                    statement.setString(1, end.key().value());
                    statement.setString(2, end.account().value());
                    statement.setString(3, end.cause().wireName());
                    statement.setObject(4, end.at().atOffset(ZoneOffset.UTC));
                    statement.setString(5, end.reason());
                    statement.setString(6, end.toldBy());
                    statement.setObject(7, end.toldAt().atOffset(ZoneOffset.UTC));
                    statement.setString(8, end.account().value());
                    statement.setString(9, end.key().value());
                },
                row -> row.getLong(1));
    }

    /** When thefts were told, by brand whose devices they reach: the latest of each. */
    public Map<AccountId, Instant> thefts() {
        return rows
                .query(
                        "select brand, max(told_at) from account_key_end, unnest(brands) brand where cause = 'theft'"
                                + " group by brand",
                        statement -> {},
                        row -> Map.entry(new AccountId(row.getString(1)), instant(row, 2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Whether an end of the signing key leaves nothing to verify, because exactly these bytes were held before it.
     *
     * @return false if its key did not end, or the assertion is to be verified like any other
     * @throws AssertionException if the end makes it unusable
     */
    public boolean settles(Assertion assertion) {
        Optional<KeyEnd> end = find(assertion.signKeyId());
        if (end.isEmpty()) {
            return false;
        }
        if (heldSince(assertion).filter(end.get().at()::isAfter).isPresent()) {
            return true;
        }
        requireSignedBefore(end.get(), assertion);
        return false;
    }

    /** Whether something that is held came only after the theft of its signing key. */
    public boolean isRefused(Assertion held) {
        return find(held.signKeyId())
                .filter(end -> end.cause() == KeyEndCause.THEFT)
                .filter(end -> heldSince(held).filter(end.at()::isAfter).isEmpty())
                .isPresent();
    }

    /** @throws AssertionException if the signing key ended in a way that lets nothing of this kind be added */
    void requireAddable(Assertion assertion) {
        find(assertion.signKeyId()).ifPresent(end -> requireSignedBefore(end, assertion));
    }

    private static void requireSignedBefore(KeyEnd end, Assertion assertion) {
        if (end.cause() == KeyEndCause.THEFT) {
            throw refused(
                    assertion, "its signing key was ended for theft, and it was not held here before " + end.at());
        }
        Instant signed =
                assertion.type().timestampChecked() ? assertion.timestamp().orElse(end.toldAt()) : end.toldAt();
        if (!signed.isBefore(end.at())) {
            throw refused(assertion, "its signing key signs nothing any more since " + end.at());
        }
    }

    private Optional<Instant> heldSince(Assertion assertion) {
        return rows
                .query(
                        "select added_at from assertion where type = ? and primary_key = ? and encoded = ?",
                        statement -> {
                            statement.setString(1, assertion.type().wireName());
                            statement.setString(2, AssertionRows.key(assertion.primaryKey()));
                            statement.setBytes(3, assertion.encoded());
                        },
                        row -> instant(row, 1))
                .stream()
                .findFirst();
    }

    private static KeyEnd end(ResultSet row) throws SQLException {
        return new KeyEnd(
                new KeyId(row.getString(1)),
                new AccountId(row.getString(2)),
                KeyEndCause.find(row.getString(3)).orElseThrow(),
                instant(row, 4),
                row.getString(5),
                row.getString(6),
                instant(row, 7));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static AssertionException refused(Assertion assertion, String why) {
        return new AssertionException(Reason.KEY_NOT_VALID, "cannot accept " + assertion.ref() + ": " + why);
    }
}
