package org.brandstore.snap.fields;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.rule.LinkAddress;
import org.brandstore.snap.yaml.YamlFields;

/** The parts of a snap.yaml that the store only checks for their structure, and the links it keeps. */
final class StructureFields {
    private static final Pattern USERNAME = Pattern.compile("_[-a-z0-9._]+_|[a-z0-9][-a-z0-9._]*");

    private StructureFields() {}

    static void check(YamlFields snap, SnapName name) {
        LayoutFields.check(snap, name);
        EnvironmentFields.check(snap);
        YamlFields users = snap.section("system-usernames");
        for (String user : users.names()) {
            if (!USERNAME.matcher(user).matches()) {
                throw users.wrong(
                        user, "the name of a user must be a-z, 0-9 and . _ - after the first, or all of it in _");
            }
            if (scope(users, user).isEmpty()) {
                throw users.wrong(user, "it must have a scope, such as shared");
            }
        }
    }

    private static String scope(YamlFields users, String user) {
        if (!users.has(user)) {
            return "";
        }
        if (!users.isMap(user)) {
            return FieldRules.plainText(users, user);
        }
        YamlFields fields = users.fieldsOrNone(user);
        fields.requireTextNames();
        for (String key : fields.names()) {
            if (key.isEmpty()) {
                throw fields.wrong(key, "an attribute cannot be empty");
            }
            fields.plain(key);
        }
        return fields.names().contains("scope") ? FieldRules.plainText(fields, "scope") : "";
    }

    static Map<String, List<String>> links(YamlFields snap) {
        YamlFields fields = snap.section("links");
        Map<String, List<String>> links = new LinkedHashMap<>();
        for (String kind : fields.names()) {
            List<String> addresses = fields.texts(kind);
            if (!FieldRules.isWord(kind) || kind.charAt(0) <= '9' || addresses.isEmpty()) {
                throw fields.wrong(
                        kind, "its name must be letters, digits and single inner dashes, and it cannot be empty");
            }
            for (String address : addresses) {
                if (!LinkAddress.isValid(address)) {
                    throw fields.wrong(
                            kind, "\"" + address + "\" is neither an http or https address nor an e-mail address");
                }
            }
            links.put(kind, List.copyOf(addresses));
        }
        return links;
    }
}
