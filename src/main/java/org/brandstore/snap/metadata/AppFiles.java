package org.brandstore.snap.metadata;

import java.util.List;
import java.util.Optional;

/**
 * The further files of a snap that an app names, as written.
 *
 * @param serviceCommands what stops the service, reloads it, and runs after it stopped; those that are given
 * @param completer the script that completes the app's arguments in a shell
 * @param commandChain what runs before the command
 */
public record AppFiles(List<String> serviceCommands, Optional<String> completer, List<String> commandChain) {
    /** Of an app that names no more than its command. */
    public static final AppFiles NONE = new AppFiles(List.of(), Optional.empty(), List.of());

    public AppFiles {
        serviceCommands = List.copyOf(serviceCommands);
        commandChain = List.copyOf(commandChain);
    }
}
