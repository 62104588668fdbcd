package org.brandstore.refresh.question;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.Viewer;

/**
 * What is known of whoever asks.
 *
 * @param viewer what was proven; this alone decides what is seen
 * @param traits what the request's headers say
 * @param acceptsDeltas whether the client can apply the deltas that are made here
 * @param installed what the client says that it runs
 */
public record DeviceFacts(Viewer viewer, Asker.Traits traits, boolean acceptsDeltas, List<ContextSnap> installed) {
    public DeviceFacts {
        installed = List.copyOf(installed);
    }

    /** The ids of the snaps that the device has. */
    public Set<String> installedIds() {
        return installed.stream().map(snap -> snap.installed().snapId()).collect(Collectors.toSet());
    }
}
