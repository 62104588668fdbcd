package org.brandstore.snap.fields;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.brandstore.snap.metadata.InterfaceEnd;
import org.brandstore.snap.yaml.YamlFields;

/** Collects the plugs, or the slots, of a snap: those of the top level and those that only an app or a hook lists. */
final class InterfaceEnds {
    private static final String INTERFACE = "interface";
    private static final String LABEL = "label";

    private final YamlFields snap;
    private final String field;
    private final Map<String, InterfaceEnd> ends = new TreeMap<>();
    private final Set<String> listed = new HashSet<>();

    /** @param field plugs or slots */
    InterfaceEnds(YamlFields snap, String field) {
        this.snap = snap;
        this.field = field;
        YamlFields declared = snap.section(field);
        for (String name : declared.names()) {
            add(read(declared, name));
        }
    }

    /** Adds those that nothing has declared: their name is their interface. */
    void addListed(Collection<String> names) {
        for (String name : names) {
            listed.add(name);
            if (!ends.containsKey(name)) {
                add(new InterfaceEnd(name, name, "", Map.of()));
            }
        }
    }

    /** Whether every app has it, for none lists it for itself. */
    boolean isOfAll(String name) {
        return ends.containsKey(name) && !listed.contains(name);
    }

    Map<String, InterfaceEnd> all() {
        return ends;
    }

    private void add(InterfaceEnd end) {
        if (!FieldRules.isLowerName(end.name())) {
            throw snap.wrong(
                    field + "." + end.name(), "the name must be a-z, 0-9 and single inner dashes, from a letter");
        }
        if (!FieldRules.isLowerName(end.interfaceName())) {
            throw snap.wrong(
                    field + "." + end.name(), "the interface must be a-z, 0-9 and single inner dashes, from a letter");
        }
        ends.put(end.name(), end);
    }

    private static InterfaceEnd read(YamlFields declared, String name) {
        if (!declared.has(name)) {
            return new InterfaceEnd(name, name, "", Map.of());
        }
        if (!declared.isMap(name)) {
            if (declared.plain(name) instanceof String interfaceName) {
                return new InterfaceEnd(name, interfaceName, "", Map.of());
            }
            throw declared.wrong(name, "it must be the name of an interface, or a map");
        }
        YamlFields fields = declared.fieldsOrNone(name);
        fields.requireTextNames();
        Map<String, Object> attributes = new TreeMap<>();
        for (String key : fields.names()) {
            if (key.isEmpty() || key.startsWith("$")) {
                throw fields.wrong(key, "an attribute cannot be empty or begin with $");
            }
            if (!key.equals(INTERFACE) && !key.equals(LABEL)) {
                attributes.put(key, fields.plain(key));
            }
        }
        return new InterfaceEnd(name, plainText(fields, INTERFACE, name), plainText(fields, LABEL, ""), attributes);
    }

    private static String plainText(YamlFields fields, String key, String otherwise) {
        return fields.names().contains(key) ? FieldRules.plainText(fields, key) : otherwise;
    }
}
