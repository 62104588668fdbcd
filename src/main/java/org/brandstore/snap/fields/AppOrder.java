package org.brandstore.snap.fields;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brandstore.snap.metadata.Ordered;
import org.brandstore.snap.metadata.SnapApp;
import org.brandstore.snap.yaml.YamlFields;

/** The order in which services start: only among services of the same scope, and never in a circle. */
final class AppOrder {
    private final YamlFields apps;
    private final Map<String, SnapApp> known;
    private final Map<String, Set<String>> startsBefore = new HashMap<>();

    private AppOrder(YamlFields apps, Map<String, SnapApp> known) {
        this.apps = apps;
        this.known = known;
    }

    static void check(YamlFields apps, Map<String, SnapApp> known) {
        new AppOrder(apps, known).check();
    }

    private void check() {
        for (String name : apps.names()) {
            YamlFields app = apps.fieldsOrNone(name);
            for (String other : app.texts("before")) {
                link(app, "before", name, other, scope(name));
                startsBefore.computeIfAbsent(name, n -> new HashSet<>()).add(other);
            }
            for (String other : app.texts("after")) {
                link(app, "after", name, other, scope(name));
                startsBefore.computeIfAbsent(other, n -> new HashSet<>()).add(name);
            }
        }
        refuseCircles();
    }

    private void link(YamlFields app, String field, String name, String other, String scope) {
        SnapApp target = known.get(other);
        if (target == null || !target.isService()) {
            throw app.wrong(field, "\"" + other + "\" is no service of this snap");
        }
        if (!scope(other).equals(scope)) {
            throw app.wrong(field, "\"" + other + "\" has another daemon-scope than \"" + name + "\"");
        }
    }

    private String scope(String app) {
        return AppFields.scope(apps.fieldsOrNone(app));
    }

    /** Takes away services that nothing left has to precede until none is left, or only circles are. */
    private void refuseCircles() {
        Map<String, Integer> waitsFor = new HashMap<>();
        for (Set<String> later : startsBefore.values()) {
            later.forEach(name -> waitsFor.merge(name, 1, Integer::sum));
        }
        Deque<String> ready = new ArrayDeque<>();
        known.keySet().stream().filter(name -> !waitsFor.containsKey(name)).forEach(ready::add);
        while (!ready.isEmpty()) {
            for (String later : startsBefore.getOrDefault(ready.remove(), Set.of())) {
                if (waitsFor.merge(later, -1, Integer::sum) == 0) {
                    waitsFor.remove(later);
                    ready.add(later);
                }
            }
        }
        if (!waitsFor.isEmpty()) {
            String some = String.join(", ", List.copyOf(Ordered.copyOf(waitsFor.keySet())));
            throw apps.wrong(some, "before and after make a circle");
        }
    }
}
