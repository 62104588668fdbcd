package org.brandstore.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.brandstore.event.Change;
import org.brandstore.naming.AccountId;

/** Adds links at the end of the chain. The caller holds the lock that makes it the only one. */
final class AuditAppender {
    private static final String INSERT =
            "insert into audit_record (" + AuditLog.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private AuditAppender() {}

    static void append(Connection connection, List<Change> changes, Instant now) throws SQLException {
        long id = 0;
        String head = ChainLink.START;
        try (Statement query = connection.createStatement();
                ResultSet newest = query.executeQuery("select id, hash from audit_record order by id desc limit 1")) {
            if (newest.next()) {
                id = newest.getLong("id");
                head = HexFormat.of().formatHex(newest.getBytes("hash"));
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Change change : changes) {
                id++;
                ChainLink link = link(id, now, change, head);
                head = link.hash();
                bind(insert, link, head);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, ChainLink link, String hash) throws SQLException {
        insert.setLong(1, link.id());
        insert.setObject(2, link.at().atOffset(ZoneOffset.UTC));
        insert.setString(3, link.actor());
        insert.setString(4, link.action());
        insert.setString(5, link.subject());
        insert.setString(6, link.brand());
        insert.setString(7, link.before());
        insert.setString(8, link.after());
        insert.setString(9, link.why());
        insert.setBytes(10, HexFormat.of().parseHex(link.previousHash()));
        insert.setBytes(11, HexFormat.of().parseHex(hash));
    }

    private static ChainLink link(long id, Instant at, Change change, String previousHash) {
        AccountId brand = change.brand();
        return new ChainLink(
                id,
                at,
                change.actor(),
                change.action(),
                change.subject(),
                brand == null ? null : brand.value(),
                CanonicalJson.write(change.before()),
                CanonicalJson.write(change.after()),
                change.why(),
                previousHash);
    }
}
