package org.brandstore.catalog;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.channel.Move;
import org.brandstore.channel.Release;
import org.brandstore.channel.Timeline;
import org.brandstore.naming.Channel;
import org.jspecify.annotations.Nullable;

/** Puts a catalog together from its rows. */
final class CatalogBuilder {
    private final CatalogRows rows;
    private final SnapJson json;
    private final Map<String, Map<Integer, CatalogRevision>> revisions = new HashMap<>();
    /** Newest first. */
    private final Map<CatalogRows.LineKey, List<Move<CatalogRevision>>> moves = new HashMap<>();

    private final Map<CatalogRows.LineKey, CatalogRows.Pointer> pointers = new HashMap<>();
    private final Map<String, List<CatalogRows.LineKey>> linesOfSnap = new HashMap<>();
    private final Map<String, CatalogRows.RevisionRow> newest = new HashMap<>();
    /** Snaps of which a channel points to a revision that cannot be read: any other answer could downgrade devices. */
    private final Set<String> unusable = new HashSet<>();

    CatalogBuilder(CatalogRows rows, SnapJson json) {
        this.rows = rows;
        this.json = json;
    }

    Catalog build(Instant now) throws SQLException {
        Map<String, CatalogSnap.Facts> facts = new LinkedHashMap<>();
        rows.snaps().forEach(snap -> facts.put(snap.id(), snap));
        readRevisions(facts);
        readPointers();
        readHistory();
        Map<String, CatalogSnap> snaps = new HashMap<>();
        Set<String> icons = new HashSet<>();
        for (CatalogSnap.Facts snap : facts.values()) {
            if (!unusable.contains(snap.id())) {
                snaps.put(snap.id(), assemble(snap));
                snap.texts().findIcon().ifPresent(icon -> icons.add(icon.hex()));
                snap.texts()
                        .extras()
                        .pictures()
                        .forEach(picture -> icons.add(picture.digest().hex()));
            }
        }
        Map<String, CatalogView.Shelf> shelves = shelves(snaps);
        AssertionIndex index = new AssertionIndex(rows.assertions());
        return new Catalog(shelves, icons, index, rows.rules(), new Catalog.State(now, snaps.size(), rows.broken()));
    }

    private void readRevisions(Map<String, CatalogSnap.Facts> snaps) throws SQLException {
        Map<String, List<CatalogResource>> resources = new HashMap<>();
        for (CatalogRows.Pair pair : rows.pairs()) {
            resources
                    .computeIfAbsent(pair.snap() + "/" + pair.revision(), absent -> new ArrayList<>())
                    .add(pair.resource());
        }
        for (CatalogRows.RevisionRow row : rows.revisions()) {
            CatalogSnap.Facts snap = snaps.get(row.snap());
            if (snap != null) {
                newest.merge(
                        row.snap(),
                        row,
                        (a, b) -> a.facts().number() > b.facts().number() ? a : b);
                CatalogSnap.Facts shown = withTexts(snap, row.texts());
                List<CatalogResource> withIt =
                        resources.getOrDefault(row.snap() + "/" + row.facts().number(), List.of());
                rows.guarded(
                                "revision " + row.facts().number() + " of snap " + row.snap(),
                                () -> json.render(shown, row.facts(), withIt, row.snapYaml()))
                        .ifPresent(rendered -> revisions
                                .computeIfAbsent(row.snap(), absent -> new HashMap<>())
                                .put(row.facts().number(), rendered));
            }
        }
    }

    /** What the publisher wrote for the whole snap wins over what the file says. */
    private static CatalogSnap.Facts withTexts(CatalogSnap.Facts snap, CatalogSnap.Texts fromFile) {
        CatalogSnap.Texts own = snap.texts();
        CatalogSnap.Texts merged = new CatalogSnap.Texts(
                own.title().isEmpty() ? fromFile.title() : own.title(),
                own.summary().isEmpty() ? fromFile.summary() : own.summary(),
                own.description().isEmpty() ? fromFile.description() : own.description(),
                own.license(),
                own.icon(),
                own.extras());
        return new CatalogSnap.Facts(
                snap.id(), snap.name(), snap.isPrivate(), snap.defaultTrack(), snap.publisher(), merged);
    }

    private void readPointers() throws SQLException {
        for (CatalogRows.Pointer pointer : rows.pointers()) {
            CatalogRows.LineKey key = pointer.line();
            CatalogRevision revision = revision(key.snap(), pointer.revision());
            if (revision == null) {
                unusable.add(key.snap());
                rows.leaveOut("snap " + key.snap(), key.channel() + " points to a revision that was left out");
                continue;
            }
            pointers.put(key, pointer);
            line(key);
        }
    }

    private void readHistory() throws SQLException {
        for (CatalogRows.Move move : rows.history()) {
            CatalogRevision revision = revision(move.line().snap(), move.revision());
            if (revision != null || move.revision() == 0) {
                line(move.line()).add(new Move<>(move.at(), Optional.ofNullable(revision)));
            }
        }
    }

    private List<Move<CatalogRevision>> line(CatalogRows.LineKey key) {
        return moves.computeIfAbsent(key, absent -> {
            linesOfSnap.computeIfAbsent(key.snap(), none -> new ArrayList<>()).add(key);
            return new ArrayList<>();
        });
    }

    private Timeline<CatalogRevision> timeline(CatalogRows.LineKey key) {
        Optional<CatalogRows.Pointer> pointer = Optional.ofNullable(pointers.get(key));
        return Timeline.of(
                pointer.flatMap(row -> Optional.ofNullable(revision(key.snap(), row.revision()))
                        .map(revision -> new Release<>(row.releasedAt(), revision))),
                line(key),
                pointer.flatMap(row -> Optional.ofNullable(row.expiresAt())));
    }

    private @Nullable CatalogRevision revision(String snap, int number) {
        Map<Integer, CatalogRevision> known = revisions.get(snap);
        return known == null ? null : known.get(number);
    }

    private CatalogSnap assemble(CatalogSnap.Facts snap) {
        Map<String, Map<Channel, ChannelLine>> byArchitecture = new HashMap<>();
        for (CatalogRows.LineKey key : linesOfSnap.getOrDefault(snap.id(), List.of())) {
            ChannelLine line = new ChannelLine(key.channel(), timeline(key));
            byArchitecture
                    .computeIfAbsent(key.architecture(), absent -> new HashMap<>())
                    .put(key.channel(), line);
        }
        List<ChannelLine> forAll = List.copyOf(
                byArchitecture.getOrDefault(CatalogSnap.ALL, Map.of()).values());
        Map<String, ChannelTable> tables = new HashMap<>();
        byArchitecture.forEach((architecture, lines) -> {
            forAll.forEach(line -> lines.merge(line.channel(), line, ChannelLine::over));
            tables.put(architecture, new ChannelTable(snap.defaultTrack(), lines.values()));
        });
        CatalogRows.RevisionRow last = newest.get(snap.id());
        CatalogSnap.Facts shown = last == null ? snap : withTexts(snap, last.texts());
        return new CatalogSnap(shown, revisions.getOrDefault(snap.id(), Map.of()), tables);
    }

    private Map<String, CatalogView.Shelf> shelves(Map<String, CatalogSnap> snaps) throws SQLException {
        Map<String, Map<String, CatalogView.Offered>> offers = new HashMap<>();
        for (CatalogRows.Inclusion inclusion : rows.inclusions()) {
            CatalogSnap snap = snaps.get(inclusion.snap());
            if (snap != null) {
                offers.computeIfAbsent(inclusion.store(), absent -> new HashMap<>())
                        .put(snap.id(), new CatalogView.Offered(snap, inclusion.models()));
            }
        }
        Map<String, CatalogView.Shelf> shelves = new HashMap<>();
        rows.stores()
                .forEach((store, brand) ->
                        shelves.put(store, CatalogView.Shelf.of(brand, offers.getOrDefault(store, Map.of()))));
        return shelves;
    }
}
