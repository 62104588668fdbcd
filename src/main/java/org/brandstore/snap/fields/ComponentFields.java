package org.brandstore.snap.fields;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.brandstore.snap.metadata.ComponentType;
import org.brandstore.snap.metadata.SnapComponent;
import org.brandstore.snap.metadata.SnapType;
import org.brandstore.snap.yaml.YamlFields;

/** Reads the {@code components} of a snap.yaml. */
final class ComponentFields {
    static final int MAX_SUMMARY = 128;
    static final int MAX_DESCRIPTION = 4096;

    private ComponentFields() {}

    static Map<String, SnapComponent> read(YamlFields snap, SnapType snapType, InterfaceEnds plugs) {
        YamlFields components = snap.section("components");
        Map<String, SnapComponent> all = new TreeMap<>();
        for (String name : components.names()) {
            YamlFields component = components.fieldsOrNone(name);
            ComponentType type = type(component);
            if (type == ComponentType.KERNEL_MODULES && snapType != SnapType.KERNEL) {
                throw component.wrong("type", "kernel-modules is only for components of a kernel");
            }
            all.put(
                    name,
                    new SnapComponent(
                            FieldRules.name(components, name, name),
                            type,
                            FieldRules.prose(component, "summary", MAX_SUMMARY),
                            FieldRules.prose(component, "description", MAX_DESCRIPTION),
                            HookFields.readOfComponent(component, plugs)));
        }
        return all;
    }

    static ComponentType type(YamlFields component) {
        return ComponentType.find(component.parsed("type").orElseThrow(() -> component.wrong("type", "it is missing")))
                .orElseThrow(() -> component.wrong(
                        "type",
                        "it must be one of "
                                + Arrays.stream(ComponentType.values())
                                        .map(ComponentType::wireName)
                                        .collect(Collectors.joining(", "))));
    }
}
