package org.brandstore.snap.file;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.brandstore.snap.yaml.YamlFields;

/** Reads one app of a snap.yaml and checks what the device would refuse. */
final class AppFields {
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9/. _#:$-]*");
    private static final Pattern COMMAND_CHAIN = Pattern.compile("[A-Za-z0-9/._#:$-]*");
    private static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9][-_.a-zA-Z0-9]*");
    private static final Set<String> DAEMONS = Set.of("simple", "forking", "oneshot", "dbus", "notify");
    private static final Set<String> SCOPES = Set.of("system", "user");
    private static final Set<String> STOP_MODES = Set.of(
            "sigterm",
            "sigterm-all",
            "sighup",
            "sighup-all",
            "sigusr1",
            "sigusr1-all",
            "sigusr2",
            "sigusr2-all",
            "sigint",
            "sigint-all");
    private static final Set<String> REFRESH_MODES = Set.of("endure", "restart", "ignore-running");
    private static final Set<String> INSTALL_MODES = Set.of("enable", "disable");
    private static final Set<String> RESTART_CONDITIONS =
            Set.of("no", "never", "on-success", "on-failure", "on-abnormal", "on-abort", "on-watchdog", "always");
    private static final List<String> COMMANDS =
            List.of("command", "stop-command", "reload-command", "post-stop-command", "bus-name");
    private static final List<String> OF_SERVICES = List.of(
            "stop-mode",
            "install-mode",
            "restart-condition",
            "restart-delay",
            "start-timeout",
            "stop-timeout",
            "watchdog-timeout",
            "timer",
            "success-exit-status",
            "activates-on",
            "before",
            "after");

    private AppFields() {}

    static SnapApp read(YamlFields apps, String name) {
        if (!TextRules.isWord(name)) {
            throw apps.wrong(name, "the name of an app must be letters, digits and single inner dashes");
        }
        YamlFields app = apps.fieldsOrNone(name);
        Optional<String> daemon = choice(app, "daemon", DAEMONS);
        if (choice(app, "daemon-scope", SCOPES).isPresent() && daemon.isEmpty()) {
            throw app.wrong("daemon-scope", "it is only for daemons");
        }
        checkCommands(app);
        checkModes(app, daemon.isPresent());
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
                present(app, "common-id"));
    }

    private static void checkCommands(YamlFields app) {
        for (String field : COMMANDS) {
            app.text(field).ifPresent(text -> {
                if (!COMMAND.matcher(text).matches()) {
                    throw app.wrong(field, "it may hold only letters, digits, blanks and / . _ # : $ -");
                }
            });
        }
        for (String part : app.texts("command-chain")) {
            if (!COMMAND_CHAIN.matcher(part).matches()) {
                throw app.wrong("command-chain", "it may hold only letters, digits and / . _ # : $ -");
            }
        }
    }

    private static void checkModes(YamlFields app, boolean service) {
        if (!service) {
            for (String field : OF_SERVICES) {
                if (app.has(field)) {
                    throw app.wrong(field, "it is only for services, which have a daemon field");
                }
            }
        }
        choice(app, "stop-mode", STOP_MODES);
        choice(app, "install-mode", INSTALL_MODES);
        choice(app, "restart-condition", RESTART_CONDITIONS);
        choice(app, "refresh-mode", REFRESH_MODES).ifPresent(mode -> {
            if (mode.equals("ignore-running") == service) {
                throw app.wrong(
                        "refresh-mode", "ignore-running is for apps that are no services, the others for services");
            }
        });
    }

    private static Optional<String> choice(YamlFields app, String field, Set<String> allowed) {
        Optional<String> text = present(app, field);
        text.ifPresent(value -> {
            if (!allowed.contains(value)) {
                throw app.wrong(field, "it must be one of " + String.join(", ", Ordered.copyOf(allowed)));
            }
        });
        return text;
    }

    /** An empty text says as little as none. */
    private static Optional<String> present(YamlFields app, String field) {
        return app.text(field).filter(text -> !text.isEmpty());
    }
}
