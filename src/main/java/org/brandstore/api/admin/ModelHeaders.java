package org.brandstore.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Headers of assertions as JSON: texts, lists and maps. Numbers and booleans are taken for their texts (assertions.md 1.2). */
final class ModelHeaders {
    /** Deeper than any rule is. */
    private static final int MAX_DEPTH = 20;

    private ModelHeaders() {}

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} if it is no object, or holds what no header can */
    static Headers read(JsonNode json) {
        if (!json.isObject()) {
            throw invalid("it must be an object");
        }
        Headers.Builder headers = Headers.builder();
        json.properties().forEach(field -> headers.put(field.getKey(), value(field.getValue(), MAX_DEPTH)));
        return headers.build();
    }

    static ObjectNode write(Headers headers) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        headers.asMap().forEach((name, value) -> object.set(name, node(value)));
        return object;
    }

    private static HeaderValue value(JsonNode json, int depth) {
        if (depth == 0) {
            throw invalid("it is nested too deep");
        }
        return switch (json.getNodeType()) {
            case STRING, BOOLEAN -> HeaderValue.text(json.asText());
            case NUMBER -> {
                if (!json.isIntegralNumber()) {
                    throw invalid(json + " is no integer");
                }
                yield HeaderValue.text(json.asText());
            }
            case ARRAY -> {
                List<HeaderValue> items = new ArrayList<>();
                json.forEach(item -> items.add(value(item, depth - 1)));
                yield HeaderValue.items(items);
            }
            case OBJECT -> {
                Map<String, HeaderValue> entries = new LinkedHashMap<>();
                json.properties().forEach(field -> entries.put(field.getKey(), value(field.getValue(), depth - 1)));
                yield HeaderValue.entries(entries);
            }
            case NULL, MISSING, BINARY, POJO -> throw invalid("it must not hold null");
        };
    }

    private static JsonNode node(HeaderValue value) {
        return switch (value) {
            case HeaderValue.Text text -> JsonNodeFactory.instance.textNode(text.value());
            case HeaderValue.Items items -> {
                var array = JsonNodeFactory.instance.arrayNode();
                items.values().forEach(item -> array.add(node(item)));
                yield array;
            }
            case HeaderValue.Entries entries -> {
                var object = JsonNodeFactory.instance.objectNode();
                entries.values().forEach((name, entry) -> object.set(name, node(entry)));
                yield object;
            }
        };
    }

    private static StoreException invalid(String why) {
        return new StoreException(ErrorCode.INVALID_FIELD, "cannot read the grants: " + why);
    }
}
