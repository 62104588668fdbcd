package org.brandstore.snap.fields;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.AppFiles;
import org.brandstore.snap.metadata.SnapApp;
import org.brandstore.snap.yaml.YamlFields;

/** Reads one app of a snap.yaml and checks what the device would refuse. */
final class AppFields {
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9/. _#:$-]*");
    private static final Pattern COMMAND_CHAIN = Pattern.compile("[A-Za-z0-9/._#:$-]*");
    private static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9][-_.a-zA-Z0-9]*");
    private static final Set<String> DAEMONS = Set.of("simple", "forking", "oneshot", "dbus", "notify");
    private static final Set<String> SCOPES = Set.of("system", "user");
    private static final List<String> COMMANDS =
            List.of("command", "stop-command", "reload-command", "post-stop-command", "bus-name");
    private static final List<String> SERVICE_COMMANDS = List.of("stop-command", "reload-command", "post-stop-command");
    /** The device reads these as texts and asks no more of them. */
    private static final List<String> ANY_TEXT = List.of("completer", "autostart");

    private AppFields() {}

    static SnapApp read(YamlFields apps, String name, SnapName snap) {
        if (!FieldRules.isWord(name)) {
            throw apps.wrong(name, "the name of an app must be letters, digits and single inner dashes");
        }
        YamlFields app = apps.fieldsOrNone(name);
        Optional<String> daemon = Choices.text(app, "daemon", DAEMONS);
        if (Choices.parsed(app, "daemon-scope", SCOPES).isPresent() && daemon.isEmpty()) {
            throw app.wrong("daemon-scope", "it is only for daemons");
        }
        checkCommands(app);
        ServiceFields.check(app, daemon.isPresent());
        SocketFields.check(app, snap, scope(app));
        EnvironmentFields.check(app);
        for (String alias : app.texts("aliases")) {
            if (!ALIAS.matcher(alias).matches()) {
                throw app.wrong("aliases", "an alias must be letters, digits and - _ . after the first");
            }
        }
        return new SnapApp(
                name,
                present(app, "command"),
                daemon,
                Set.copyOf(app.texts("plugs")),
                Set.copyOf(app.texts("slots")),
                files(app),
                present(app, "common-id"));
    }

    private static AppFiles files(YamlFields app) {
        return new AppFiles(
                SERVICE_COMMANDS.stream()
                        .flatMap(field -> present(app, field).stream())
                        .toList(),
                present(app, "completer"),
                app.texts("command-chain"));
    }

    /** For whom a service runs, system or user; empty for an app that is none. */
    static String scope(YamlFields app) {
        return present(app, "daemon").isEmpty()
                ? ""
                : present(app, "daemon-scope").orElse("system");
    }

    static void checkCommandChain(YamlFields owner) {
        for (String part : owner.texts("command-chain")) {
            if (!COMMAND_CHAIN.matcher(part).matches()) {
                throw owner.wrong("command-chain", "it may hold only letters, digits and / . _ # : $ -");
            }
        }
    }

    private static void checkCommands(YamlFields app) {
        ANY_TEXT.forEach(app::text);
        for (String field : COMMANDS) {
            app.text(field).ifPresent(text -> {
                if (!COMMAND.matcher(text).matches()) {
                    throw app.wrong(field, "it may hold only letters, digits, blanks and / . _ # : $ -");
                }
            });
        }
        checkCommandChain(app);
    }

    /** An empty text says as little as none. */
    private static Optional<String> present(YamlFields app, String field) {
        return app.text(field).filter(text -> !text.isEmpty());
    }
}
