package org.brandstore.refresh.question;

import java.util.List;
import java.util.Map;
import org.brandstore.catalog.assertion.AssertionGroup;

/**
 * The body of a refresh request, read and checked for its shape only.
 *
 * @param context what is installed
 * @param actions on snaps
 * @param assertions groups of assertions to bring up to date
 * @param maxFormats the highest format of an assertion type that the client understands; 0 for types not named
 */
public record RefreshRequest(
        List<ContextSnap> context,
        List<SnapAction> actions,
        List<AssertionGroup> assertions,
        Map<String, Integer> maxFormats) {
    public RefreshRequest {
        context = List.copyOf(context);
        actions = List.copyOf(actions);
        assertions = List.copyOf(assertions);
        maxFormats = Map.copyOf(maxFormats);
    }

    /** Whether the context tells what the device runs; the check of assertions alone comes with an empty one. */
    public boolean isInventory() {
        return !context.isEmpty() || actions.stream().anyMatch(action -> action.kind() == ActionKind.REFRESH);
    }
}
