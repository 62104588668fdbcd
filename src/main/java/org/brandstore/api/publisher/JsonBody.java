package org.brandstore.api.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/**
 * The fields of a JSON object that a client sent. A field that is {@code null} counts as absent; fields that nobody asks for
 * are ignored, since newer clients send more. Each method throws a {@link StoreException} with {@link
 * ErrorCode#INVALID_FIELD} that names the field and what it should be.
 */
public final class JsonBody {
    private static final int MAX_ITEMS = 1_000;

    private final JsonNode object;
    private final String path;

    JsonBody(JsonNode object) {
        this(object, "");
    }

    private JsonBody(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    public String text(String field, int maxLength) {
        return optionalText(field, maxLength).orElseThrow(() -> wrong(field, "it is missing"));
    }

    public Optional<String> optionalText(String field, int maxLength) {
        return find(field).map(value -> checkedText(field, value, maxLength));
    }

    public boolean flag(String field) {
        return find(field)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong(field, "it must be true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    public OptionalLong optionalNumber(String field) {
        Optional<JsonNode> value = find(field);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!value.get().isIntegralNumber() || !value.get().canConvertToLong()) {
            throw wrong(field, "it must be an integer");
        }
        return OptionalLong.of(value.get().longValue());
    }

    /** A number that some clients write as a text (publisher-api.md 4.8). */
    public int numberOrText(String field) {
        JsonNode value = find(field).orElseThrow(() -> wrong(field, "it is missing"));
        if (value.isTextual() && value.textValue().matches("[0-9]{1,9}")) {
            return Integer.parseInt(value.textValue());
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return value.intValue();
        }
        throw wrong(field, "it must be an integer");
    }

    /** A number that must be there but may be null. */
    public OptionalInt nullableNumber(String field) {
        JsonNode value = object.get(field);
        if (value == null) {
            throw wrong(field, "it is missing");
        }
        return value.isNull() ? OptionalInt.empty() : OptionalInt.of(numberOrText(field));
    }

    /** A list of texts; empty if the field is absent. */
    public List<String> texts(String field, int maxLength) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(field)) {
            texts.add(checkedText(field, item, maxLength));
        }
        return texts;
    }

    /** A list of objects; empty if the field is absent. */
    public List<JsonBody> objects(String field) {
        List<JsonBody> objects = new ArrayList<>();
        for (JsonNode item : items(field)) {
            if (!item.isObject()) {
                throw wrong(field, "it must be a list of objects");
            }
            objects.add(new JsonBody(item, path + field + "[" + objects.size() + "]."));
        }
        return objects;
    }

    /** An object; one without fields if it is absent. */
    public JsonBody object(String field) {
        JsonNode value = find(field).orElseGet(JsonNodeFactory.instance::objectNode);
        if (!value.isObject()) {
            throw wrong(field, "it must be an object");
        }
        return new JsonBody(value, path + field + ".");
    }

    /** The names of all fields that are not null, in the order in which they were sent. */
    public List<String> names(int most) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> !has(name));
        if (names.size() > most) {
            throw wrong("", "it must have at most " + most + " fields");
        }
        return names;
    }

    /** As {@link #names(int)} with the usual limit. */
    public List<String> names() {
        return names(MAX_ITEMS);
    }

    /** Whether the field is there and is a text. */
    public boolean isText(String field) {
        return find(field).filter(JsonNode::isTextual).isPresent();
    }

    /** For what is signed or shown as it is: anything that would be dropped must be told. */
    public void requireOnly(String... known) {
        for (String name : names()) {
            if (!Arrays.asList(known).contains(name)) {
                throw wrong(name, "only " + String.join(", ", known) + " are known here");
            }
        }
    }

    /** A positive number; empty if the field is absent. */
    public OptionalInt optionalCount(String field) {
        if (!has(field)) {
            return OptionalInt.empty();
        }
        int number = numberOrText(field);
        if (number < 1) {
            throw wrong(field, "it must be 1 or more");
        }
        return OptionalInt.of(number);
    }

    public boolean has(String field) {
        return find(field).isPresent();
    }

    /** Whether a field says more than no, nothing or an empty list. */
    public boolean asksFor(String field) {
        return find(field)
                .filter(value -> !(value.isBoolean() && !value.booleanValue()))
                .filter(value -> !(value.isContainerNode() && value.isEmpty()))
                .isPresent();
    }

    /** The error to throw when the value of a field is of the right kind but not acceptable. */
    public StoreException wrong(String field, String why) {
        String name = path + field;
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.INVALID_FIELD, "cannot accept field " + name + ": " + why, Map.of("field", name))));
    }

    private Optional<JsonNode> find(String field) {
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    private JsonNode items(String field) {
        JsonNode list = find(field).orElseGet(JsonNodeFactory.instance::arrayNode);
        if (!list.isArray()) {
            throw wrong(field, "it must be a list");
        }
        if (list.size() > MAX_ITEMS) {
            throw wrong(field, "it must have at most " + MAX_ITEMS + " items");
        }
        return list;
    }

    private String checkedText(String field, JsonNode value, int maxLength) {
        if (!value.isTextual()) {
            throw wrong(field, "it must be a text");
        }
        String text = value.textValue();
        if (text.length() > maxLength) {
            throw wrong(field, "it must have at most " + maxLength + " characters");
        }
        return text;
    }

    @Override
    public String toString() {
        return "JsonBody of " + object.size() + " fields";
    }
}
