package org.brandstore.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The moves of a channel as devices of one architecture meet them: what it has for the architecture counts, and while that is
 * closed, what it has for all. A release for all closes what there was for the one in the same moment, which therefore is
 * no closing of the channel.
 */
final class Merge<R> {
    private final List<Move<R>> own;
    private final List<Move<R>> forAll;
    private final List<Move<R>> merged = new ArrayList<>();
    private Optional<R> ownNow = Optional.empty();
    private Optional<R> forAllNow = Optional.empty();
    /** When the last move was that what there was for the architecture ended. */
    private Optional<Instant> closedInPassing = Optional.empty();

    Merge(List<Move<R>> own, List<Move<R>> forAll) {
        this.own = own.reversed();
        this.forAll = forAll.reversed();
    }

    List<Move<R>> newestFirst() {
        int next = 0;
        for (Move<R> move : own) {
            while (next < forAll.size() && forAll.get(next).at().isBefore(move.at())) {
                takeForAll(forAll.get(next++));
            }
            takeOwn(move);
        }
        while (next < forAll.size()) {
            takeForAll(forAll.get(next++));
        }
        Collections.reverse(merged);
        return merged;
    }

    private void takeOwn(Move<R> move) {
        ownNow = move.revision();
        merged.add(new Move<>(move.at(), ownNow.or(() -> forAllNow)));
        closedInPassing = ownNow.isPresent() ? Optional.empty() : Optional.of(move.at());
    }

    private void takeForAll(Move<R> move) {
        forAllNow = move.revision();
        if (ownNow.isEmpty()) {
            if (closedInPassing.filter(move.at()::equals).isPresent()) {
                merged.removeLast();
            }
            merged.add(move);
        }
        closedInPassing = Optional.empty();
    }
}
