package org.brandstore.catalog.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.ChannelLine;
import org.brandstore.catalog.ChannelTable;
import org.brandstore.channel.Move;
import org.brandstore.channel.Release;
import org.brandstore.channel.Timeline;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Track;

/** The channels of one snap, from its pointers and its history. */
final class SnapLines {
    private final Map<Integer, CatalogRevision> revisions;
    private final List<SnapRows.Pointer> pointers;
    private final List<SnapRows.Move> moves;
    private final Map<String, Map<Channel, ChannelLine>> byArchitecture = new HashMap<>();

    /**
     * @param revisions by number
     * @param moves newest first
     */
    SnapLines(Map<Integer, CatalogRevision> revisions, List<SnapRows.Pointer> pointers, List<SnapRows.Move> moves) {
        this.revisions = revisions;
        this.pointers = pointers;
        this.moves = moves;
        timelines()
                .forEach((key, timeline) -> byArchitecture
                        .computeIfAbsent(key.architecture(), absent -> new HashMap<>())
                        .put(key.channel(), new ChannelLine(key.channel(), timeline)));
        List<ChannelLine> forAll = List.copyOf(
                byArchitecture.getOrDefault(CatalogSnap.ALL, Map.of()).values());
        byArchitecture
                .values()
                .forEach(lines -> forAll.forEach(line -> lines.merge(line.channel(), line, ChannelLine::over)));
    }

    private Map<SnapRows.LineKey, Timeline<CatalogRevision>> timelines() {
        Map<SnapRows.LineKey, List<Move<CatalogRevision>>> history = new LinkedHashMap<>();
        Map<SnapRows.LineKey, SnapRows.Pointer> present = new HashMap<>();
        for (SnapRows.Pointer pointer : pointers) {
            present.put(pointer.line(), pointer);
            history.computeIfAbsent(pointer.line(), absent -> new ArrayList<>());
        }
        for (SnapRows.Move move : moves) {
            Optional<CatalogRevision> revision = find(move.revision());
            if (revision.isPresent() || move.revision() == 0) {
                history.computeIfAbsent(move.line(), absent -> new ArrayList<>())
                        .add(new Move<>(move.at(), revision));
            }
        }
        Map<SnapRows.LineKey, Timeline<CatalogRevision>> timelines = new LinkedHashMap<>();
        history.forEach((key, line) -> timelines.put(key, timeline(Optional.ofNullable(present.get(key)), line)));
        return timelines;
    }

    private Timeline<CatalogRevision> timeline(
            Optional<SnapRows.Pointer> pointer, List<Move<CatalogRevision>> history) {
        return Timeline.of(
                pointer.flatMap(row -> find(row.revision()).map(revision -> new Release<>(row.releasedAt(), revision))),
                history,
                pointer.flatMap(row -> Optional.ofNullable(row.expiresAt())));
    }

    private Optional<CatalogRevision> find(int number) {
        return Optional.ofNullable(revisions.get(number));
    }

    /** A channel that points to a revision which is not there. */
    Optional<SnapRows.Pointer> brokenPointer() {
        return pointers.stream()
                .filter(pointer -> find(pointer.revision()).isEmpty())
                .findFirst();
    }

    /** What some device gets by a channel, whatever data it has, now or when branches have come to their end. */
    Set<CatalogRevision> reached() {
        Set<CatalogRevision> reached = new LinkedHashSet<>();
        byArchitecture
                .values()
                .forEach(lines -> lines.values().forEach(line -> {
                    for (Optional<Timeline<CatalogRevision>> at = Optional.of(line.timeline());
                            at.isPresent();
                            at = at.get().afterwards()) {
                        at.get().reaching().forEach(release -> reached.add(release.revision()));
                    }
                }));
        return reached;
    }

    Optional<CatalogRevision> newest() {
        return revisions.values().stream().max(Comparator.comparingInt(CatalogRevision::number));
    }

    Map<Integer, CatalogRevision> revisions() {
        return revisions;
    }

    /** The same if some revisions had never been. */
    SnapLines without(Set<CatalogRevision> some) {
        Map<Integer, CatalogRevision> left = revisions.values().stream()
                .filter(Predicate.not(some::contains))
                .collect(Collectors.toMap(CatalogRevision::number, revision -> revision));
        return new SnapLines(left, pointers, moves);
    }

    /** By architecture. */
    Map<String, ChannelTable> tables(Track defaultTrack) {
        Map<String, ChannelTable> tables = new HashMap<>();
        byArchitecture.forEach(
                (architecture, lines) -> tables.put(architecture, new ChannelTable(defaultTrack, lines.values())));
        return tables;
    }
}
