package org.brandstore.catalog.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Description;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.catalog.RevisionKey;
import org.brandstore.catalog.RevisionTexts;
import org.brandstore.catalog.SnapJson;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * The descriptions of revisions that no channel offers any more, for the few devices that are pinned to one or ask for it.
 * Those that were asked for last stay in memory, up to a number of bytes.
 */
@ApplicationScoped
public class ColdRevisions {
    private final DataSource dataSource;
    private final SnapJson json;
    /** By identity: the next catalog has revisions of its own, and the descriptions of the last one go with it. */
    private final Cache<CatalogRevision, Description> kept;

    ColdRevisions(DataSource dataSource, DownloadUrls urls, CatalogConfig config) {
        this.dataSource = dataSource;
        this.json = new SnapJson(urls);
        this.kept = Caffeine.newBuilder()
                .weakKeys()
                .maximumWeight(config.coldBytes())
                .<CatalogRevision, Description>weigher((revision, description) -> description.length())
                .build();
    }

    /** A revision of a snap. */
    public record Wanted(CatalogSnap snap, CatalogRevision revision) {}

    /** The description of a revision, if it is at hand. */
    public Optional<Description> find(CatalogRevision revision) {
        return revision.description().or(() -> Optional.ofNullable(kept.getIfPresent(revision)));
    }

    /**
     * The descriptions of these revisions, without those whose record cannot be read. May wait for the database.
     *
     * @throws StoreException {@link ErrorCode#UNAVAILABLE} if the database cannot be asked
     */
    public Map<CatalogRevision, Description> describe(Set<Wanted> wanted) {
        Map<CatalogRevision, Description> made = new HashMap<>();
        try (Connection connection = dataSource.getConnection()) {
            CatalogRows rows = new CatalogRows(connection);
            for (Wanted one : wanted) {
                describe(rows, one).ifPresent(description -> made.put(one.revision(), description));
            }
        } catch (SQLException e) {
            throw new StoreException(
                    ErrorCode.UNAVAILABLE, "cannot read the revisions from the database; try again later", e);
        }
        kept.putAll(made);
        return made;
    }

    private Optional<Description> describe(CatalogRows rows, Wanted one) throws SQLException {
        String id = one.snap().id();
        SnapRows of = new SnapRows(rows, List.of(id));
        Optional<CatalogSnap.Facts> snap = of.snaps().stream().findFirst();
        Optional<RevisionTexts> texts = of
                .texts(List.of(new RevisionKey(id, one.revision().number())))
                .stream()
                .findFirst();
        return snap.isEmpty() || texts.isEmpty()
                ? Optional.empty()
                : rows.guarded(
                        id,
                        one.revision() + " of snap " + id,
                        () -> json.describe(snap.get(), one.revision(), texts.get()));
    }
}
