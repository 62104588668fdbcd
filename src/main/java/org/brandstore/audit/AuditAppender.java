package org.brandstore.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.database.Locks;
import org.brandstore.event.AuditedChange;
import org.brandstore.naming.AccountId;

/** Adds links at the ends of the chains that changes belong to. */
final class AuditAppender {
    private static final String INSERT = "insert into audit_entry (chain, number, at, actor, action, subject, brand_id,"
            + " before, after, why, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String NEWEST =
            "select number, hash from audit_entry where chain = ? order by number desc limit 1";
    /** Nothing but the commit is to come, so whoever is silent for so long will not commit and must not hold a chain. */
    private static final String HURRY = "set local idle_in_transaction_session_timeout = '5s'";

    private AuditAppender() {}

    /** Takes the locks of all chains first, always in the same order, so that no two wait for each other. */
    static void append(Connection connection, List<AuditedChange> changes, Instant now) throws SQLException {
        Map<String, List<AuditedChange>> byChain = new TreeMap<>();
        changes.forEach(change -> byChain.computeIfAbsent(chain(change), chain -> new ArrayList<>())
                .add(change));
        for (String chain : byChain.keySet()) {
            Locks.takeLast(connection, chain);
        }
        try (Statement hurry = connection.createStatement()) {
            hurry.execute(HURRY);
        }
        List<Numbered> links = new ArrayList<>();
        for (Map.Entry<String, List<AuditedChange>> chain : byChain.entrySet()) {
            links.addAll(links(connection, chain.getKey(), chain.getValue(), now));
        }
        insert(connection, links);
    }

    private record Numbered(String chain, ChainLink link) {}

    private static String chain(AuditedChange change) {
        return change.brand().map(AccountId::value).orElse("");
    }

    private static List<Numbered> links(Connection connection, String chain, List<AuditedChange> changes, Instant now)
            throws SQLException {
        long number = 0;
        String head = ChainLink.START;
        try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setString(1, chain);
            try (ResultSet newest = query.executeQuery()) {
                if (newest.next()) {
                    number = newest.getLong("number");
                    head = HexFormat.of().formatHex(newest.getBytes("hash"));
                }
            }
        }
        List<Numbered> links = new ArrayList<>();
        for (AuditedChange change : changes) {
            number++;
            ChainLink link = link(number, now, change, head);
            head = link.hash();
            links.add(new Numbered(chain, link));
        }
        return links;
    }

    private static void insert(Connection connection, List<Numbered> links) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Numbered numbered : links) {
                bind(insert, numbered.chain(), numbered.link());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, String chain, ChainLink link) throws SQLException {
        insert.setString(1, chain);
        insert.setLong(2, link.number());
        insert.setObject(3, link.at().atOffset(ZoneOffset.UTC));
        insert.setString(4, link.actor());
        insert.setString(5, link.action());
        insert.setString(6, link.subject());
        insert.setString(7, link.brand());
        insert.setString(8, link.before());
        insert.setString(9, link.after());
        insert.setString(10, link.why());
        insert.setBytes(11, HexFormat.of().parseHex(link.previousHash()));
        insert.setBytes(12, HexFormat.of().parseHex(link.hash()));
    }

    private static ChainLink link(long number, Instant at, AuditedChange change, String previousHash) {
        return new ChainLink(
                number,
                at,
                change.actor(),
                change.action(),
                change.subject(),
                change.brand().map(AccountId::value).orElse(null),
                AuditJson.write(change.before()),
                AuditJson.write(change.after()),
                change.why(),
                previousHash);
    }
}
