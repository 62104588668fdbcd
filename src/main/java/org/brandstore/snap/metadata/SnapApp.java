package org.brandstore.snap.metadata;

import java.util.Optional;
import java.util.Set;

/**
 * A program of a snap.
 *
 * @param name its name within the snap
 * @param command what it runs, relative to the snap
 * @param daemon how it runs as a service: simple, forking, oneshot, dbus or notify; absent for a program that people run
 * @param plugs the names of the plugs listed for this app; plugs that no app and no hook lists belong to all
 * @param slots likewise
 * @param files the further files that it names
 * @param commonId the identity under which software centres know it
 */
public record SnapApp(
        String name,
        Optional<String> command,
        Optional<String> daemon,
        Set<String> plugs,
        Set<String> slots,
        AppFiles files,
        Optional<String> commonId) {
    public SnapApp {
        plugs = Ordered.copyOf(plugs);
        slots = Ordered.copyOf(slots);
    }

    public boolean isService() {
        return daemon.isPresent();
    }
}
