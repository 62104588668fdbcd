package org.brandstore.refresh;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The ids of the snaps that the device has. */
    public Set<String> installedIds() {
        return context.stream().map(snap -> snap.installed().snapId()).collect(Collectors.toSet());
    }

    /** Whether the context tells what the device runs; the check of assertions alone comes with an empty one. */
    public boolean isInventory() {
        return !context.isEmpty() || actions.stream().anyMatch(action -> action.kind() == ActionKind.REFRESH);
    }
}
