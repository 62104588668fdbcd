package org.brandstore.api.publisher.statement;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.Snap;
import org.brandstore.update.statement.ValidationSetDraft;

/** Reads what the tool wants in a validation set, and writes it as it is to be signed (publisher-api.md 4.18). */
final class ValidationSetDrafts {
    private static final int MAX_NAME = 128;

    private final Map<SnapName, SnapId> known = new HashMap<>();

    /** @param snaps those of which the caller need not say the ids */
    ValidationSetDrafts(List<Snap> snaps) {
        snaps.forEach(snap -> known.put(snap.name(), snap.id()));
    }

    ValidationSetDraft read(JsonBody body, AccountId account) {
        int sequence = body.optionalCount("sequence").orElseThrow(() -> body.wrong("sequence", "it is missing"));
        List<ValidationSetDraft.Entry> entries =
                body.objects("snaps").stream().map(this::entry).toList();
        return new ValidationSetDraft(account, body.text("name", MAX_NAME), sequence, entries);
    }

    private ValidationSetDraft.Entry entry(JsonBody body) {
        SnapName name = new SnapName(body.text("name", 40));
        SnapId id = body.optionalText("id", 40)
                .map(SnapId::new)
                .or(() -> Optional.ofNullable(known.get(name)))
                .orElseThrow(() -> body.wrong("id", "it must be given: you have no snap called " + name));
        JsonBody components = body.object("components");
        Map<String, ValidationSetDraft.Component> parts = new TreeMap<>();
        for (String component : components.names()) {
            parts.put(component, component(components, component));
        }
        return new ValidationSetDraft.Entry(
                name, id, body.optionalText("presence", 20).orElse(""), body.optionalCount("revision"), parts);
    }

    private static ValidationSetDraft.Component component(JsonBody components, String name) {
        if (components.isText(name)) {
            return new ValidationSetDraft.Component(components.text(name, 20), OptionalInt.empty());
        }
        JsonBody body = components.object(name);
        return new ValidationSetDraft.Component(body.text("presence", 20), body.optionalCount("revision"));
    }

    static Map<String, Object> json(ValidationSetDraft.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", entry.name().value());
        json.put("id", entry.id().value());
        if (!entry.presence().isEmpty()) {
            json.put("presence", entry.presence());
        }
        entry.revision().ifPresent(revision -> json.put("revision", revision));
        if (!entry.components().isEmpty()) {
            Map<String, Object> components = new LinkedHashMap<>();
            entry.components().forEach((name, component) -> components.put(name, json(component)));
            json.put("components", components);
        }
        return json;
    }

    private static Object json(ValidationSetDraft.Component component) {
        return component.revision().isPresent()
                ? Map.of(
                        "presence",
                        component.presence(),
                        "revision",
                        component.revision().getAsInt())
                : component.presence();
    }
}
