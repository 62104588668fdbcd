package org.brandstore.api.publisher.statement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.HeaderValue;

/** Headers of assertions as JSON, cut down to the keys that a tool knows: it dies of any other (publisher-api.md 4.17 to 4.19, trap 8). */
final class StatementHeaders {
    private StatementHeaders() {}

    /** @param keys in the order in which they are to be written; those that the assertion lacks are left out */
    static Map<String, Object> of(Assertion assertion, List<String> keys) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (String key : keys) {
            assertion.headers().find(key).ifPresent(value -> json.put(key, value(value)));
        }
        return json;
    }

    private static Object value(HeaderValue value) {
        return switch (value) {
            case HeaderValue.Text text -> text.value();
            case HeaderValue.Items items ->
                items.values().stream().map(StatementHeaders::value).toList();
            case HeaderValue.Entries entries -> {
                Map<String, Object> map = new LinkedHashMap<>();
                entries.values().forEach((name, entry) -> map.put(name, value(entry)));
                yield map;
            }
        };
    }
}
