package org.brandstore.snap.fields;

import java.util.List;
import java.util.Set;
import org.brandstore.snap.metadata.ComponentMetadata;
import org.brandstore.snap.metadata.Ordered;
import org.brandstore.snap.yaml.YamlFields;

/** Reads a {@code meta/component.yaml}; unlike a snap.yaml it may have no fields but those that the device knows. */
public final class ComponentYaml {
    public static final String PATH = "meta/component.yaml";

    private static final Set<String> FIELDS =
            Set.of("component", "type", "version", "summary", "description", "provenance");

    private ComponentYaml() {}

    public static ComponentMetadata read(YamlFields fields) {
        for (String field : fields.names()) {
            if (!FIELDS.contains(field)) {
                throw fields.wrong(
                        field, "there is no such field; there are " + String.join(", ", Ordered.copyOf(FIELDS)));
            }
        }
        List<String> names = List.of(fields.requireText("component").split("\\+", -1));
        if (names.size() != 2) {
            throw fields.wrong(
                    "component", "it must be the name of the snap, a plus sign, and the name of the component");
        }
        return new ComponentMetadata(
                FieldRules.name(fields, "component", names.getFirst()),
                FieldRules.name(fields, "component", names.getLast()),
                ComponentFields.type(fields),
                fields.text("version").filter(text -> !text.isEmpty()).map(text -> FieldRules.version(fields, text)),
                FieldRules.prose(fields, "summary", ComponentFields.MAX_SUMMARY),
                FieldRules.prose(fields, "description", ComponentFields.MAX_DESCRIPTION),
                FieldRules.provenance(fields));
    }
}
