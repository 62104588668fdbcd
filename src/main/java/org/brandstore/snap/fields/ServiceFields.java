package org.brandstore.snap.fields;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.brandstore.snap.rule.TimeSpan;
import org.brandstore.snap.rule.Timer;
import org.brandstore.snap.yaml.YamlFields;

/** Checks how a service is started, stopped and restarted; most of it is only for apps with a {@code daemon} field. */
final class ServiceFields {
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
    private static final List<String> TIMES =
            List.of("start-timeout", "stop-timeout", "watchdog-timeout", "restart-delay");
    private static final List<String> LISTS = List.of("activates-on", "before", "after", "success-exit-status");
    private static final Pattern EXIT_CODE = Pattern.compile("\\+?0*([1-9][0-9]{0,2})");
    private static final int MOST_EXIT_CODE = 255;

    private final YamlFields app;
    private final boolean service;

    private ServiceFields(YamlFields app, boolean service) {
        this.app = app;
        this.service = service;
    }

    static void check(YamlFields app, boolean service) {
        new ServiceFields(app, service).check();
    }

    private void check() {
        TIMES.forEach(this::checkTime);
        for (String field : LISTS) {
            if (!app.texts(field).isEmpty()) {
                requireService(field);
            }
        }
        for (String code : app.texts("success-exit-status")) {
            var matcher = EXIT_CODE.matcher(code);
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > MOST_EXIT_CODE) {
                throw app.wrong("success-exit-status", "\"" + code + "\" is no exit code of 1 to 255");
            }
        }
        app.text("timer").filter(text -> !text.isEmpty()).ifPresent(this::checkTimer);
        if (Choices.parsed(app, "restart-condition", RESTART_CONDITIONS).isPresent()) {
            requireService("restart-condition");
        }
        for (var mode : List.of(
                Choices.text(app, "stop-mode", STOP_MODES).map(m -> "stop-mode"),
                Choices.text(app, "install-mode", INSTALL_MODES).map(m -> "install-mode"))) {
            mode.ifPresent(this::requireService);
        }
        Choices.text(app, "refresh-mode", REFRESH_MODES).ifPresent(mode -> {
            if (mode.equals("ignore-running") == service) {
                throw app.wrong(
                        "refresh-mode", "ignore-running is for apps that are no services, the others for services");
            }
        });
    }

    private void checkTime(String field) {
        app.parsed(field).ifPresent(text -> {
            int sign = TimeSpan.parse(text)
                    .orElseThrow(() -> app.wrong(
                            field, "it must be numbers with units of ns, us, ms, s, m or h, such as 5s or 1m30s"))
                    .sign();
            if (sign != 0) {
                requireService(field);
            }
            if (sign < 0) {
                throw app.wrong(field, "it cannot be below zero");
            }
        });
    }

    private void checkTimer(String text) {
        requireService("timer");
        if (!Timer.isValid(text)) {
            throw app.wrong(
                    "timer", "it must be days and times, such as 10:00 or mon-fri,9:00-17:00/2 or sun1,12:00,,wed");
        }
    }

    private void requireService(String field) {
        if (!service) {
            throw app.wrong(field, "it is only for services, which have a daemon field");
        }
    }
}
