package org.brandstore.catalog.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.snap.metadata.Epoch;

/** Reads epochs from JSON: as text such as {@code "1*"} or as an object of two lists (device-api.md 1.5). */
public final class EpochJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_NUMBERS = 10;
    private static final List<Long> JUST_ZERO = List.of(0L);

    private EpochJson() {}

    /** @throws IllegalArgumentException if the text is no epoch */
    static Epoch read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            return read(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read epoch: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the value at which the parser stands; {@code null} is the epoch of snaps that name none.
     *
     * @throws IllegalArgumentException if the value is no epoch
     */
    public static Epoch read(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> Epoch.ZERO;
            case VALUE_STRING -> Epoch.parse(json.getText());
            case START_OBJECT -> lists(json);
            case null, default ->
                throw new IllegalArgumentException("cannot read epoch: it must be a text or an object of two lists");
        };
    }

    private static Epoch lists(JsonParser json) throws IOException {
        List<Long> read = JUST_ZERO;
        List<Long> write = JUST_ZERO;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "read" -> read = numbers(json);
                case "write" -> write = numbers(json);
                default -> json.skipChildren();
            }
        }
        return read.equals(JUST_ZERO) && write.equals(JUST_ZERO) ? Epoch.ZERO : new Epoch(read, write);
    }

    private static List<Long> numbers(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("cannot read epoch: read and write must be lists of numbers");
        }
        List<Long> numbers = new ArrayList<>(2);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || numbers.size() >= MAX_NUMBERS) {
                throw new IllegalArgumentException(
                        "cannot read epoch: read and write must be lists of 1 to 10 numbers");
            }
            numbers.add(json.getLongValue());
        }
        return numbers;
    }
}
