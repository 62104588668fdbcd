package org.brandstore.snap.fields;

import org.brandstore.snap.yaml.YamlFields;

/** Checks an {@code environment}, which snaps, apps and hooks can have: names and values are single texts. */
final class EnvironmentFields {
    private EnvironmentFields() {}

    static void check(YamlFields owner) {
        YamlFields environment = owner.fieldsOrNone("environment");
        environment.requireTextNames();
        environment.names().forEach(environment::text);
    }
}
