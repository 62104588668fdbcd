package org.brandstore.api.publisher;

import java.util.List;
import java.util.Optional;
import org.brandstore.approval.Outcome;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.Closings.Closing;

/**
 * What the tools are told of changes that others have to approve first: an error, because nothing has happened yet and the
 * tools would else say that it has.
 */
public final class PublisherOutcomes {
    /** For who approves: the tools ask for no reason. */
    public static final String NO_REASON = "asked for with the publisher's tool, which asks for no reason";

    private PublisherOutcomes() {}

    /** @throws StoreException {@link ErrorCode#WAITS_FOR_APPROVAL} that names what is closed and what waits, if anything does */
    public static void requireClosed(List<Closing> closings) {
        List<String> waiting = closings.stream()
                .flatMap(closing -> waiting(closing.outcome())
                        .map(outcome -> closing.channel() + " (proposal " + outcome.proposal() + ")")
                        .stream())
                .toList();
        if (!waiting.isEmpty()) {
            List<String> closed = closings.stream()
                    .filter(closing -> closing.outcome().isDone())
                    .map(closing -> closing.channel().toString())
                    .toList();
            throw new StoreException(
                    ErrorCode.WAITS_FOR_APPROVAL,
                    "waiting for somebody else to approve the closing of " + String.join(", ", waiting)
                            + "; devices go on as before until then. "
                            + (closed.isEmpty()
                                    ? "Nothing is closed yet."
                                    : "Closed: " + String.join(", ", closed) + ".")
                            + " In an emergency, stop the channel in the store's console");
        }
    }

    /** @throws StoreException {@link ErrorCode#WAITS_FOR_APPROVAL} if the change has not happened yet */
    public static void requireDone(Outcome outcome) {
        waiting(outcome).ifPresent(waiting -> {
            throw new StoreException(
                    ErrorCode.WAITS_FOR_APPROVAL,
                    "waiting for somebody else to approve: " + waiting.title() + " (proposal " + waiting.proposal()
                            + "); all else that was asked for is done");
        });
    }

    private static Optional<Outcome.Waiting> waiting(Outcome outcome) {
        return outcome instanceof Outcome.Waiting waiting ? Optional.of(waiting) : Optional.empty();
    }
}
