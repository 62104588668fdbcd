package org.brandstore.snap.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.brandstore.snap.fields.ComponentYaml;
import org.brandstore.snap.fields.SnapYaml;
import org.brandstore.snap.metadata.SnapApp;

/** What a device wants of single paths of a snap or component before it installs it. */
final class ContainerNeeds {
    /** Kinds of access that one path can need. */
    enum Access {
        /** All may read and execute it. */
        READ_AND_RUN,
        /** Somebody may execute it, which root then may. */
        RUN,
        /** All may read it. */
        READ
    }

    /** The path of the root in messages; the walk knows it as the empty text. */
    static final String ROOT = ".";

    private static final String META = "meta";

    private final Map<String, Access> access = new HashMap<>();
    /** Paths that may be a link or a folder, but no device node, pipe or socket. */
    private final Set<String> regular = new HashSet<>();

    private ContainerNeeds(String metadataFile) {
        need(ROOT, Access.READ_AND_RUN);
        need(META, Access.READ_AND_RUN);
        needFile(metadataFile, Access.READ);
    }

    static ContainerNeeds ofSnap(Collection<SnapApp> apps) {
        ContainerNeeds needs = new ContainerNeeds(SnapYaml.PATH);
        apps.forEach(needs::app);
        return needs;
    }

    static ContainerNeeds ofComponent() {
        return new ContainerNeeds(ComponentYaml.PATH);
    }

    Optional<Access> of(String path) {
        return Optional.ofNullable(access.get(path));
    }

    boolean isRegular(String path) {
        return regular.contains(path);
    }

    /** A new set of all paths that have to be there. */
    Set<String> paths() {
        return new HashSet<>(access.keySet());
    }

    private void app(SnapApp app) {
        List<String> commands = new ArrayList<>();
        app.command().ifPresent(commands::add);
        if (app.isService()) {
            commands.addAll(app.files().serviceCommands());
            commands.stream().flatMap(ContainerNeeds::path).forEach(path -> needFile(path, Access.RUN));
        } else {
            commands.stream().flatMap(ContainerNeeds::path).forEach(path -> {
                needFile(path, Access.READ_AND_RUN);
                needFoldersOf(path);
            });
        }
        app.files().completer().stream().flatMap(ContainerNeeds::path).forEach(path -> {
            needFile(path, Access.READ);
            needFoldersOf(path);
        });
    }

    private void needFile(String path, Access wanted) {
        regular.add(path);
        need(path, wanted);
    }

    private void needFoldersOf(String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            need(path.substring(0, slash), Access.READ_AND_RUN);
        }
    }

    /** Who must be able to read it for one reason and to run it for another must be able to do both. */
    private void need(String path, Access wanted) {
        access.merge(path, wanted, (before, now) -> before == now ? now : Access.READ_AND_RUN);
    }

    private static Stream<String> path(String text) {
        return pathOf(text).stream();
    }

    /**
     * Where a command is in the snap, without its arguments, as the device finds it.
     *
     * @return nothing for one outside of the snap and for one without a name, at which no device looks
     */
    static Optional<String> pathOf(String command) {
        Deque<String> names = new ArrayDeque<>();
        boolean absolute = command.startsWith("/");
        for (String name : command.split("/", -1)) {
            if (!name.equals("..")) {
                if (!name.isEmpty() && !name.equals(ROOT)) {
                    names.add(name);
                }
            } else if (!names.isEmpty() && !names.getLast().equals("..")) {
                names.removeLast();
            } else if (!absolute) {
                names.add(name);
            }
        }
        String clean = String.join("/", names);
        String path = clean.split(" ", 2)[0];
        return path.isEmpty() || clean.startsWith("../") ? Optional.empty() : Optional.of(path);
    }

    /** The shortest way to write a path that is relative to a folder; it begins with {@code ..} where it leaves the root. */
    static String resolve(String folder, String target) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : (folder + "/" + target).split("/", -1)) {
            if (name.equals("..") && !names.isEmpty() && !names.getLast().equals("..")) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(ROOT)) {
                names.add(name);
            }
        }
        return names.isEmpty() ? ROOT : String.join("/", names);
    }
}
