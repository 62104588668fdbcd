package org.brandstore.snap.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.brandstore.snap.yaml.YamlFields;

/** The parts of a snap.yaml that the store only checks for their structure, and the links it keeps. */
final class StructureFields {
    private static final List<String> LAYOUT_KINDS = List.of("bind", "bind-file", "type", "symlink");

    private StructureFields() {}

    static void check(YamlFields snap) {
        if (snap.names().contains("layouts")) {
            throw snap.wrong("layouts", "the field is called layout");
        }
        YamlFields layout = snap.fieldsOrNone("layout");
        for (String path : layout.names()) {
            YamlFields item = layout.fieldsOrNone(path);
            long kinds = LAYOUT_KINDS.stream()
                    .filter(kind -> item.text(kind).filter(t -> !t.isEmpty()).isPresent())
                    .count();
            if (kinds != 1) {
                throw layout.wrong(path, "it must have exactly one of bind, bind-file, type and symlink");
            }
        }
        YamlFields users = snap.fieldsOrNone("system-usernames");
        for (String user : users.names()) {
            boolean scoped = users.isMap(user)
                    ? users.fieldsOrNone(user).text("scope").isPresent()
                    : users.text(user).isPresent();
            if (!scoped) {
                throw users.wrong(user, "it must have a scope");
            }
        }
        YamlFields environment = snap.fieldsOrNone("environment");
        environment.names().forEach(environment::text);
    }

    static Map<String, List<String>> links(YamlFields snap) {
        YamlFields fields = snap.fieldsOrNone("links");
        Map<String, List<String>> links = new LinkedHashMap<>();
        for (String kind : fields.names()) {
            List<String> addresses = fields.texts(kind);
            if (!TextRules.isWord(kind) || Character.isDigit(kind.charAt(0)) || addresses.isEmpty()) {
                throw fields.wrong(
                        kind, "its name must be letters, digits and single inner dashes, and it cannot be empty");
            }
            for (String address : addresses) {
                if (!isAddress(address)) {
                    throw fields.wrong(
                            kind, "\"" + address + "\" is neither an http or https address nor an e-mail address");
                }
            }
            links.put(kind, List.copyOf(addresses));
        }
        return links;
    }

    private static boolean isAddress(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://")
                || lower.startsWith("https://")
                || (address.indexOf('@') >= 0 && (lower.startsWith("mailto:") || address.indexOf(':') < 0));
    }
}
