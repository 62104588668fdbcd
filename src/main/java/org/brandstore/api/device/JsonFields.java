package org.brandstore.api.device;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/** Walks through JSON field by field, and says which one is not what it must be. */
public final class JsonFields {
    private final JsonParser parser;
    private int entriesLeft;

    /** @param mostEntries how many list entries there may be in all */
    public JsonFields(JsonParser parser, int mostEntries) {
        this.parser = parser;
        this.entriesLeft = mostEntries;
    }

    /** Reads one entry or field. */
    @FunctionalInterface
    public interface Step {
        void run() throws IOException;
    }

    public JsonParser parser() {
        return parser;
    }

    public @Nullable JsonToken token() {
        return parser.currentToken();
    }

    /** Enters the object that the document is. */
    public void begin() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new StoreException(ErrorCode.INVALID_REQUEST, "cannot read the request: it must be a JSON object");
        }
    }

    /** Goes to the value of the next field of the present object; false at its end. */
    public boolean nextField() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.FIELD_NAME) {
            parser.nextToken();
            return true;
        }
        if (token == null) {
            throw new StoreException(ErrorCode.INVALID_REQUEST, "cannot read the request: it is cut");
        }
        return false;
    }

    /** The name of the present field. */
    public String name() throws IOException {
        String name = parser.currentName();
        return name == null ? "" : name;
    }

    public void skip() throws IOException {
        parser.skipChildren();
    }

    /** Runs the step inside of every object of a list. */
    public void objects(Step step) throws IOException {
        String field = name();
        list(field, () -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw invalid(field, "it must be a list of objects");
            }
            step.run();
        });
    }

    /** Runs the step at the value of every field of an object; {@code null} is an empty object. */
    public void object(Step step) throws IOException {
        String field = name();
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw invalid(field, "it must be an object");
        }
        while (nextField()) {
            step.run();
        }
    }

    public List<String> texts() throws IOException {
        String field = name();
        List<String> texts = new ArrayList<>();
        list(field, () -> {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw invalid(field, "it must be a list of strings");
            }
            texts.add(parser.getText());
        });
        return texts;
    }

    /** A list of lists of strings, such as several keys. */
    public List<List<String>> textLists() throws IOException {
        String field = name();
        List<List<String>> lists = new ArrayList<>();
        list(field, () -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw invalid(field, "it must be a list of lists");
            }
            lists.add(texts());
        });
        return lists;
    }

    public @Nullable String text() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> null;
            case null, default -> throw invalid(name(), "it must be a string");
        };
    }

    public int integer() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> 0;
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() != JsonParser.NumberType.INT || parser.getIntValue() < 0) {
                    throw invalid(name(), "it must be between 0 and 2147483647");
                }
                yield parser.getIntValue();
            }
            case null, default -> throw invalid(name(), "it must be an integer");
        };
    }

    public boolean bool() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            case null, default -> throw invalid(name(), "it must be true or false");
        };
    }

    public String require(String field, @Nullable String value) {
        if (value == null) {
            throw invalid(field, "it is missing");
        }
        return value;
    }

    public StoreException invalid(String field, String why) {
        return new StoreException(
                ErrorCode.INVALID_FIELD,
                "cannot read \"" + field + "\" at line "
                        + parser.currentLocation().getLineNr() + ", column "
                        + parser.currentLocation().getColumnNr() + ": " + why);
    }

    private void list(String field, Step step) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw invalid(field, "it must be a list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (entriesLeft-- <= 0) {
                throw new StoreException(ErrorCode.TOO_LARGE, "cannot read the request: it has too many entries");
            }
            step.run();
        }
    }
}
