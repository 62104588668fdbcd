package org.brandstore.console.review;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.brandstore.account.Person;
import org.brandstore.console.Sizes;
import org.brandstore.console.snap.NoteView;
import org.brandstore.console.snap.ViewedSnaps;
import org.brandstore.naming.Channel;
import org.brandstore.naming.StoreId;
import org.brandstore.snap.ReviewCase;
import org.brandstore.snap.ReviewQueue;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SubmissionNote;
import org.brandstore.snap.upload.Upload;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/** Puts what waits for a reviewer into words. */
@Singleton
class ReviewCards {
    private final ReviewQueue queue;
    private final Memberships memberships;
    private final ViewedSnaps snaps;

    ReviewCards(ReviewQueue queue, Memberships memberships, ViewedSnaps snaps) {
        this.queue = queue;
        this.memberships = memberships;
        this.snaps = snaps;
    }

    /** @param typed reasons that were typed, by the id of their upload */
    List<ReviewCard> of(Person viewer, Map<String, String> typed) {
        Map<StoreId, BrandStore> stores = memberships.storesOf(viewer.id()).stream()
                .collect(Collectors.toMap(BrandStore::id, Function.identity()));
        List<Snap> all = snaps.all(viewer);
        return queue.waiting(stores.keySet()).stream()
                .map(review -> card(review, viewer, stores, all, typed))
                .toList();
    }

    private ReviewCard card(
            ReviewCase review,
            Person viewer,
            Map<StoreId, BrandStore> stores,
            List<Snap> all,
            Map<String, String> typed) {
        String id = review.submission().id().toString();
        BrandStore store = stores.get(review.snap().store());
        boolean mayDecide = queue.mayDecide(review, viewer);
        boolean own = review.uploader().id().equals(viewer.id());
        return new ReviewCard(
                id,
                review.snap().name().value(),
                all.contains(review.snap()) ? ViewedSnaps.path(review.snap(), all) : "",
                store == null ? review.snap().store().value() : store.name(),
                review.revision().map(number -> "revision " + number + ", ").orElse("") + described(review.file()),
                own ? "you" : review.uploader().displayName(),
                review.submission().createdAt().toString(),
                review.submission().channels().stream().map(Channel::toString).collect(Collectors.joining(", ")),
                review.components().stream()
                        .map(component -> component.name() + ": " + described(component.file()))
                        .toList(),
                NoteView.of(review.reasons()),
                NoteView.of(others(review.findings(), review.reasons())),
                mayDecide,
                standing(mayDecide, own),
                mayDecide || own,
                typed.getOrDefault(id, ""));
    }

    private static List<SubmissionNote> others(Collection<SubmissionNote> findings, List<SubmissionNote> reasons) {
        Set<SubmissionNote> told = Set.copyOf(reasons);
        return findings.stream().filter(finding -> !told.contains(finding)).toList();
    }

    private static String described(Upload file) {
        return file.filename() + ", " + Sizes.of(file.blob().size());
    }

    private static String standing(boolean mayDecide, boolean own) {
        if (mayDecide) {
            return "";
        }
        return own
                ? "You uploaded this, so somebody else has to decide about it."
                : "You can read this, but deciding needs the role administrator or reviewer.";
    }
}
