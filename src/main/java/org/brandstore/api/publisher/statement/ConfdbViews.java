package org.brandstore.api.publisher.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/** The views of a schema, with the keys that the tool knows at every level and no others (publisher-api.md 4.19). */
final class ConfdbViews {
    private static final String[] VIEW_KEYS = {"summary", "rules"};
    private static final String[] RULE_KEYS = {"storage", "request", "access", "content"};
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_NESTING = 8;

    private ConfdbViews() {}

    static Map<String, Object> json(JsonBody views) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (String name : views.names()) {
            StatementNames.require(views, name, NameRule.CONFDB_NAME);
            JsonBody view = views.object(name);
            view.requireOnly(VIEW_KEYS);
            Map<String, Object> item = new LinkedHashMap<>();
            view.optionalText("summary", MAX_TEXT).ifPresent(summary -> item.put("summary", summary));
            item.put("rules", rules(view, "rules", 1));
            json.put(name, item);
        }
        if (json.isEmpty()) {
            throw views.wrong("*", "there must be at least one view");
        }
        return json;
    }

    private static List<Map<String, Object>> rules(JsonBody parent, String field, int depth) {
        List<JsonBody> bodies = parent.objects(field);
        if (bodies.isEmpty()) {
            throw parent.wrong(field, "it must have at least one entry");
        }
        if (depth > MAX_NESTING) {
            throw parent.wrong(field, "it is nested too deeply");
        }
        List<Map<String, Object>> rules = new ArrayList<>();
        for (JsonBody body : bodies) {
            body.requireOnly(RULE_KEYS);
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("storage", body.text("storage", MAX_TEXT));
            body.optionalText("request", MAX_TEXT).ifPresent(request -> rule.put("request", request));
            body.optionalText("access", 20).ifPresent(access -> rule.put("access", access(body, access)));
            if (body.has("content")) {
                rule.put("content", rules(body, "content", depth + 1));
            }
            rules.add(rule);
        }
        return rules;
    }

    private static String access(JsonBody body, String access) {
        if (!Set.of("read", "write", "read-write").contains(access)) {
            throw body.wrong("access", "it must be read, write or read-write");
        }
        return access;
    }

    /**
     * What this face took in, it must be able to show again: the tool dies of keys that it does not know.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} that names the key
     */
    static void requireKnown(Assertion schema) {
        if (schema.headers().find("views").orElse(null) instanceof HeaderValue.Entries views) {
            views.values().forEach((name, view) -> {
                requireKnown(view, "view " + name, VIEW_KEYS);
                if (view instanceof HeaderValue.Entries entries) {
                    requireKnownRules(entries.values().get("rules"), "view " + name);
                }
            });
        }
    }

    private static void requireKnownRules(@Nullable HeaderValue rules, String where) {
        if (rules instanceof HeaderValue.Items items) {
            for (HeaderValue rule : items.values()) {
                requireKnown(rule, "a rule of " + where, RULE_KEYS);
                if (rule instanceof HeaderValue.Entries entries) {
                    requireKnownRules(entries.values().get("content"), where);
                }
            }
        }
    }

    private static void requireKnown(HeaderValue value, String where, String... keys) {
        if (value instanceof HeaderValue.Entries entries) {
            for (String key : entries.values().keySet()) {
                if (!List.of(keys).contains(key)) {
                    throw new StoreException(
                            ErrorCode.INVALID_FIELD,
                            "cannot accept the schema: " + where + " has the key " + key + ", only "
                                    + String.join(", ", keys) + " are known here");
                }
            }
        }
    }
}
