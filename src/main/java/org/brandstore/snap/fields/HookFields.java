package org.brandstore.snap.fields;

import java.util.Set;
import java.util.TreeSet;
import org.brandstore.snap.yaml.YamlFields;

/** Reads the {@code hooks} that a snap.yaml lists, of the snap or of a component. */
final class HookFields {
    private HookFields() {}

    /** The hooks of the snap; those that the device does not know are passed over, as it does. */
    static Set<String> read(YamlFields snap, InterfaceEnds plugs, InterfaceEnds slots) {
        YamlFields all = snap.section("hooks");
        Set<String> hooks = new TreeSet<>();
        for (String name : all.names()) {
            YamlFields hook = all.fieldsOrNone(name);
            checkTypes(hook);
            if (HookRules.isOfSnaps(name)) {
                AppFields.checkCommandChain(hook);
                plugs.addListed(hook.texts("plugs"));
                slots.addListed(hook.texts("slots"));
                hooks.add(name);
            }
        }
        return hooks;
    }

    static Set<String> readOfComponent(YamlFields component, InterfaceEnds plugs) {
        YamlFields hooks = component.section("hooks");
        for (String name : hooks.names()) {
            YamlFields hook = hooks.fieldsOrNone(name);
            checkTypes(hook);
            AppFields.checkCommandChain(hook);
            if (!HookRules.isOfComponents(name)) {
                throw hooks.wrong(
                        name, "a component can only have the hooks install, pre-refresh, post-refresh and remove");
            }
            if (!hook.texts("slots").isEmpty()) {
                throw hooks.wrong(name, "the hook of a component cannot have slots");
            }
            plugs.addListed(hook.texts("plugs"));
        }
        return hooks.names();
    }

    private static void checkTypes(YamlFields hook) {
        EnvironmentFields.check(hook);
        for (String field : new String[] {"plugs", "slots", "command-chain"}) {
            hook.texts(field);
        }
    }
}
