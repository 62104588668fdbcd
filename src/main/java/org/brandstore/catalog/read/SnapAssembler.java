package org.brandstore.catalog.read;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.catalog.CatalogResource;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Description;
import org.brandstore.catalog.RevisionKey;
import org.brandstore.catalog.RevisionTexts;
import org.brandstore.catalog.SnapJson;

/**
 * Puts the snaps of a catalog together from their rows, some snaps at a time. What can be offered is described; of what
 * only was, no texts are read.
 */
final class SnapAssembler {
    private final CatalogRows rows;
    private final SnapRows read;
    private final SnapJson json;
    private final Map<String, Map<Integer, CatalogRevision>> revisions = new HashMap<>();
    private final Map<RevisionKey, RevisionTexts> texts = new HashMap<>();

    SnapAssembler(CatalogRows rows, SnapRows read, SnapJson json) {
        this.rows = rows;
        this.read = read;
        this.json = json;
    }

    private record Draft(CatalogSnap.Facts snap, SnapLines lines) {}

    /** Those snaps that are to be had, by id. */
    Map<String, CatalogSnap> assemble() throws SQLException {
        readRevisions();
        Map<String, List<SnapRows.Pointer>> pointers =
                SnapRows.bySnap(read.pointers(), pointer -> pointer.line().snap());
        Map<String, List<SnapRows.Move>> moves =
                SnapRows.bySnap(read.history(), move -> move.line().snap());
        List<Draft> drafts = read.snaps().stream()
                .map(snap -> new Draft(
                        snap,
                        new SnapLines(
                                revisions.getOrDefault(snap.id(), Map.of()),
                                pointers.getOrDefault(snap.id(), List.of()),
                                moves.getOrDefault(snap.id(), List.of()))))
                .toList();
        readTexts(drafts);
        Map<String, CatalogSnap> snaps = new HashMap<>();
        for (Draft draft : drafts) {
            finish(draft.snap(), draft.lines()).ifPresent(made -> snaps.put(made.id(), made));
        }
        return snaps;
    }

    private void readRevisions() throws SQLException {
        Map<RevisionKey, List<CatalogResource>> resources = new HashMap<>();
        for (SnapRows.Pair pair : read.pairs()) {
            resources.computeIfAbsent(pair.key(), absent -> new ArrayList<>()).add(pair.resource());
        }
        for (SnapRows.RevisionRow row : read.revisions()) {
            int number = row.facts().number();
            RevisionKey key = new RevisionKey(row.snap(), number);
            revisions
                    .computeIfAbsent(row.snap(), absent -> new HashMap<>())
                    .put(number, new CatalogRevision(row.facts(), resources.getOrDefault(key, List.of())));
        }
    }

    /** The texts of all that will be described, in one look. */
    private void readTexts(List<Draft> drafts) throws SQLException {
        Set<RevisionKey> wanted = new LinkedHashSet<>();
        for (Draft draft : drafts) {
            String id = draft.snap().id();
            draft.lines().reached().forEach(revision -> wanted.add(new RevisionKey(id, revision.number())));
            draft.lines().newest().ifPresent(newest -> wanted.add(new RevisionKey(id, newest.number())));
        }
        read.texts(List.copyOf(wanted)).forEach(text -> texts.put(text.key(), text));
    }

    /** Without those revisions that cannot be described; empty if a channel points to one. */
    private Optional<CatalogSnap> finish(CatalogSnap.Facts snap, SnapLines lines) throws SQLException {
        SnapLines left = lines;
        while (true) {
            Optional<SnapRows.Pointer> broken = left.brokenPointer();
            if (broken.isPresent()) { // any other answer could downgrade devices
                rows.leaveOut(
                        snap.id(),
                        "snap " + snap.id(),
                        broken.get().line().channel() + " points to a revision that was left out");
                return Optional.empty();
            }
            Set<CatalogRevision> unreadable = describe(snap, left.reached());
            if (unreadable.isEmpty()) {
                return Optional.of(made(snap, left));
            }
            left = left.without(unreadable);
        }
    }

    private Set<CatalogRevision> describe(CatalogSnap.Facts snap, Set<CatalogRevision> reached) throws SQLException {
        Set<CatalogRevision> unreadable = new LinkedHashSet<>();
        for (CatalogRevision revision : reached) {
            if (revision.description().isEmpty()) {
                describe(snap, revision).ifPresentOrElse(revision::describe, () -> unreadable.add(revision));
            }
        }
        return unreadable;
    }

    private Optional<Description> describe(CatalogSnap.Facts snap, CatalogRevision revision) throws SQLException {
        Optional<RevisionTexts> of = textsOf(new RevisionKey(snap.id(), revision.number()));
        return of.isEmpty()
                ? Optional.empty()
                : rows.guarded(
                        snap.id(), revision + " of snap " + snap.id(), () -> json.describe(snap, revision, of.get()));
    }

    /** Read by itself if it is described only because another one could not be. */
    private Optional<RevisionTexts> textsOf(RevisionKey key) throws SQLException {
        RevisionTexts known = texts.get(key);
        return known != null
                ? Optional.of(known)
                : read.texts(List.of(key)).stream().findFirst();
    }

    private CatalogSnap made(CatalogSnap.Facts snap, SnapLines lines) {
        CatalogSnap.Facts shown = lines.newest()
                .map(newest -> texts.get(new RevisionKey(snap.id(), newest.number())))
                .map(of -> snap.withTextsOf(of.texts()))
                .orElse(snap);
        return new CatalogSnap(shown, lines.revisions(), lines.tables(snap.defaultTrack()));
    }
}
