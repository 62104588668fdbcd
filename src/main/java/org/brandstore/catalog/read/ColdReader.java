package org.brandstore.catalog.read;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Description;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.catalog.RevisionKey;
import org.brandstore.catalog.RevisionTexts;
import org.brandstore.catalog.SnapJson;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.query.SnapQueries;

/** Reads descriptions from the database, for the revisions of one request in a few statements. */
@ApplicationScoped
class ColdReader {
    /** Of the texts of one request. Only who asks for hundreds of old revisions with long texts meets it. */
    static final long MOST_BYTES = 8L << 20;

    /** Beside the texts. */
    private static final long PER_REVISION = 1024;

    private final DataSource dataSource;
    private final SnapJson json;

    ColdReader(DataSource dataSource, DownloadUrls urls) {
        this.dataSource = dataSource;
        this.json = new SnapJson(urls);
    }

    /**
     * The descriptions of these revisions, without those whose record cannot be read.
     *
     * @throws StoreException {@link ErrorCode#UNAVAILABLE} if the database cannot be asked,
     *     {@link ErrorCode#TOO_MANY_REQUESTS} before any text is read if there are more than {@link #MOST_BYTES} of them
     */
    Map<CatalogRevision, Description> read(Set<ColdRevisions.Wanted> wanted) {
        Map<RevisionKey, CatalogRevision> byKey = wanted.stream()
                .collect(Collectors.toMap(
                        one -> new RevisionKey(one.snap().id(), one.revision().number()),
                        ColdRevisions.Wanted::revision,
                        (one, same) -> one));
        try (Connection connection = dataSource.getConnection()) {
            CatalogRows rows = new CatalogRows(connection);
            checkLength(rows, byKey.keySet());
            return describe(rows, byKey);
        } catch (SQLException e) {
            throw new StoreException(
                    ErrorCode.UNAVAILABLE, "cannot read the revisions from the database; try again later", e);
        }
    }

    private static void checkLength(CatalogRows rows, Set<RevisionKey> keys) throws SQLException {
        List<Long> lengths = rows.all(
                SnapQueries.textLengths(),
                row -> row.getLong(3),
                keys.stream().map(RevisionKey::snap).toList(),
                keys.stream().map(RevisionKey::revision).toArray(Integer[]::new));
        long length = lengths.stream().mapToLong(Long::longValue).sum() + PER_REVISION * keys.size();
        if (length > MOST_BYTES) {
            throw tooMany("the request asks for " + keys.size() + " old revisions, whose texts have " + length
                    + " bytes; at most " + MOST_BYTES + " are read at a time");
        }
    }

    private Map<CatalogRevision, Description> describe(CatalogRows rows, Map<RevisionKey, CatalogRevision> byKey)
            throws SQLException {
        SnapRows of = new SnapRows(
                rows, byKey.keySet().stream().map(RevisionKey::snap).distinct().toList());
        Map<String, CatalogSnap.Facts> snaps =
                of.snaps().stream().collect(Collectors.toMap(CatalogSnap.Facts::id, Function.identity()));
        Map<CatalogRevision, Description> made = new HashMap<>();
        for (RevisionTexts texts : of.texts(List.copyOf(byKey.keySet()))) {
            CatalogSnap.Facts snap = snaps.get(texts.key().snap());
            CatalogRevision revision = byKey.get(texts.key());
            if (snap != null && revision != null) {
                rows.guarded(snap.id(), revision + " of snap " + snap.id(), () -> json.describe(snap, revision, texts))
                        .ifPresent(description -> made.put(revision, description));
            }
        }
        return made;
    }

    static StoreException tooMany(String reason) {
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.TOO_MANY_REQUESTS, "cannot answer now: " + reason, Map.of("retry-after", 1L))));
    }
}
