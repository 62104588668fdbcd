package org.brandstore.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brandstore.snap.metadata.Epoch;

/**
 * Everything that one channel of a snap has pointed to for one architecture, and so what it offers. A channel offers what it
 * has pointed to since it was opened and what was not withdrawn: the greatest epoch first, since that is where everybody is
 * to be in the end, and of that what was released last. What was released for all architectures counts as long as the
 * channel says nothing for the one.
 *
 * @param moves newest first; the first says how it is now
 * @param expiresAt when a branch closes by itself, if it does
 * @param afterwards what holds from then on: nothing, or what the branch has for all architectures
 */
public record Timeline<R extends Offerable>(
        List<Move<R>> moves, Optional<Instant> expiresAt, Optional<Timeline<R>> afterwards) {
    public Timeline {
        moves = List.copyOf(moves);
    }

    /** What a channel has had for one architecture, or for all of them. */
    public static <R extends Offerable> Timeline<R> of(List<Move<R>> newestFirst, Optional<Instant> expiresAt) {
        return new Timeline<>(newestFirst, expiresAt, Optional.empty());
    }

    /**
     * The same from the two records of it: the pointer says what is now, the history what was before.
     *
     * @param pointer empty if the channel is closed
     * @param history newest first, with the move that made the pointer
     */
    public static <R extends Offerable> Timeline<R> of(
            Optional<Release<R>> pointer, List<Move<R>> history, Optional<Instant> expiresAt) {
        List<Move<R>> moves = new ArrayList<>();
        Optional<Move<R>> latest = history.stream().findFirst();
        if (pointer.isPresent()) {
            moves.add(Move.to(pointer.get().revision(), pointer.get().at()));
        } else {
            latest.filter(Move::isOpening).ifPresent(move -> moves.add(Move.closed(move.at())));
        }
        boolean isTold = pointer.isPresent() && latest.flatMap(Move::revision).equals(pointer.map(Release::revision));
        moves.addAll(isTold ? history.subList(1, history.size()) : history);
        return of(moves, expiresAt);
    }

    public static <R extends Offerable> Timeline<R> empty() {
        return of(List.of(), Optional.empty());
    }

    /** This one, of one architecture, together with what the channel has had for all of them. */
    public Timeline<R> over(Timeline<R> forAll) {
        List<Move<R>> merged = new Merge<>(moves, forAll.moves).newestFirst();
        boolean own = isOpen();
        Optional<Instant> end = own ? expiresAt : forAll.isOpen() ? forAll.expiresAt : Optional.empty();
        return new Timeline<>(
                merged, end, own ? end.map(moment -> closedAt(moment).over(forAll)) : Optional.empty());
    }

    private Timeline<R> closedAt(Instant moment) {
        List<Move<R>> all = new ArrayList<>();
        all.add(Move.closed(moment));
        all.addAll(moves);
        return of(all, Optional.empty());
    }

    private boolean isOpen() {
        return !moves.isEmpty() && moves.getFirst().isOpening();
    }

    /** Whether a branch has come to its end, and {@link #afterwards()} holds. */
    public boolean hasEnded(Instant now) {
        return expiresAt.isPresent() && !expiresAt.get().isAfter(now);
    }

    /** What holds at the given moment, when branches may have come to their end. */
    public Timeline<R> at(Instant now) {
        if (!hasEnded(now)) {
            return this;
        }
        return afterwards.map(next -> next.at(now)).orElseGet(Timeline::empty);
    }

    /** What it has to offer, what is to be had first first; each revision once. */
    public List<Release<R>> offers() {
        return inOrder(released(moves));
    }

    /** The same as it was at a moment of the past, of what may still be offered. */
    public List<Release<R>> offersAsOf(Instant moment) {
        return inOrder(released(
                moves.stream().filter(move -> !move.at().isAfter(moment)).toList()));
    }

    /** Those of {@link #offers()} that some device gets, whatever data it has: first what one without data gets. */
    public List<Release<R>> reaching() {
        return Epoch.reached(released(moves), release -> release.revision().epoch());
    }

    private List<Release<R>> inOrder(List<Release<R>> newestFirst) {
        return Epoch.inOrder(newestFirst, release -> release.revision().epoch());
    }

    /** What was released since the channel was opened, and not withdrawn since, newest first. */
    private static <R extends Offerable> List<Release<R>> released(List<Move<R>> moves) {
        List<Release<R>> released = new ArrayList<>();
        Set<R> seen = new HashSet<>();
        for (Move<R> move : moves) {
            if (move.revision().isEmpty()) {
                break;
            }
            R revision = move.revision().get();
            if (!revision.isWithdrawn() && seen.add(revision)) {
                released.add(new Release<>(move.at(), revision));
            }
        }
        return released;
    }
}
