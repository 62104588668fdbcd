package org.brandstore.snap.visibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;
import org.brandstore.store.BrandStore;
import org.brandstore.store.StoreOffer;
import org.brandstore.store.Visibility;

/** Shows snaps to the devices of a store, or hides them, once another administrator has agreed. */
@ApplicationScoped
public class SnapVisibility {
    private final Visibility visibility;
    private final Snaps snaps;
    private final Proposals proposals;

    SnapVisibility(Visibility visibility, Snaps snaps, Proposals proposals) {
        this.visibility = visibility;
        this.snaps = snaps;
        this.proposals = proposals;
    }

    /** To whom a store shows a snap. */
    public sealed interface Audience {
        /** The devices of every model that names the store. */
        record Everybody() implements Audience {}

        /** The devices of these models only; at least one. */
        record Models(Set<ModelName> names) implements Audience {
            public Models {
                names = Set.copyOf(names);
            }
        }

        /** No device. */
        record Nobody() implements Audience {}

        /** The one spelling of an audience. */
        private String word() {
            return switch (this) {
                case Everybody everybody -> "everybody";
                case Models models ->
                    models.names().stream()
                            .map(ModelName::value)
                            .sorted()
                            .collect(Collectors.joining(" ", "models ", ""));
                case Nobody nobody -> "nobody";
            };
        }

        private static Audience of(String word) {
            return switch (word) {
                case "everybody" -> new Everybody();
                case "nobody" -> new Nobody();
                default ->
                    new Models(Stream.of(word.split(" "))
                            .skip(1)
                            .map(ModelName::new)
                            .collect(Collectors.toUnmodifiableSet()));
            };
        }
    }

    /** To whom the store shows the snap now. */
    @Transactional
    public Audience of(StoreId store, SnapId snap) {
        return now(visibility, store, snap);
    }

    /**
     * Shows the snap to other devices of the store than before, or proposes it. Callers check first who may ask.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if the store's brand has no such snap
     */
    @Transactional
    public Outcome show(BrandStore store, SnapId id, Audience wanted, String reason, Actor actor) {
        Snap snap = snaps.find(id)
                .filter(found -> found.brand().equals(store.brand()))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.NOT_FOUND, "cannot show snap " + id + ": the brand of the store has no such snap"));
        Audience now = now(visibility, store.id(), id);
        if (now.equals(wanted)) {
            return new Outcome.Done();
        }
        Map<String, String> content = new TreeMap<>();
        content.put("snap", id.value());
        content.put("audience", wanted.word());
        content.put("was", now.word());
        return proposals.propose(
                Draft.of(
                        ChangeKind.VISIBILITY,
                        "store/" + store.id() + "/snap/" + id,
                        "show snap " + snap.name() + " in store " + store.name() + " to " + wanted.word()
                                + " instead of " + now.word(),
                        store.brand(),
                        store.id(),
                        content,
                        reason),
                actor);
    }

    private static Audience now(Visibility visibility, StoreId store, SnapId snap) {
        Optional<StoreOffer> offer = visibility.of(store).stream()
                .filter(one -> one.snap().equals(snap))
                .findFirst();
        if (offer.isEmpty()) {
            return new Audience.Nobody();
        }
        return offer.get().models().<Audience>map(Audience.Models::new).orElseGet(Audience.Everybody::new);
    }

    /** The one effect of that kind. */
    @ApplicationScoped
    static class ChangeVisibility implements GatedChange {
        private final Visibility visibility;

        ChangeVisibility(Visibility visibility) {
            this.visibility = visibility;
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.VISIBILITY;
        }

        @Override
        public void apply(Draft draft, Actor actor) {
            StoreId store = draft.store().orElseThrow();
            SnapId snap = new SnapId(draft.require("snap"));
            if (!now(visibility, store, snap).word().equals(draft.require("was"))) {
                throw new StoreException(
                        ErrorCode.CONFLICT,
                        "cannot change who sees the snap: it was changed meanwhile, look at it and propose again");
            }
            switch (Audience.of(draft.require("audience"))) {
                case Audience.Everybody everybody -> visibility.offer(store, snap, actor);
                case Audience.Models models -> visibility.offer(store, snap, models.names(), actor);
                case Audience.Nobody nobody -> visibility.withdraw(store, snap, actor);
            }
        }
    }
}
