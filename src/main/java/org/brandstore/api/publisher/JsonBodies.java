package org.brandstore.api.publisher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what clients send as JSON, whatever Content-Type they give it (publisher-api.md 2). Bodies are read up to a limit
 * before they are looked at.
 */
@Singleton
public class JsonBodies {
    /** Room for the largest assertion with its line ends escaped (assertions.md 1.5). */
    private static final int MAX_BYTES = 6 * 1024 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER = 40;

    private final ObjectReader reader = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** @throws StoreException {@link ErrorCode#INVALID_REQUEST} if it is no JSON object, {@link ErrorCode#TOO_LARGE} */
    public JsonBody object(InputStream body) {
        JsonNode node = node(body);
        if (!node.isObject()) {
            throw new StoreException(
                    ErrorCode.INVALID_REQUEST, "cannot read the request: its body must be a JSON object");
        }
        return new JsonBody(node);
    }

    /** @throws StoreException {@link ErrorCode#INVALID_REQUEST} if it is no list of JSON objects, {@link ErrorCode#TOO_LARGE} */
    public List<JsonBody> objects(InputStream body) {
        JsonNode node = node(body);
        List<JsonBody> objects = new ArrayList<>();
        for (JsonNode item : node) {
            if (!node.isArray() || !item.isObject()) {
                break;
            }
            objects.add(new JsonBody(item));
        }
        if (!node.isArray() || objects.size() != node.size()) {
            throw new StoreException(
                    ErrorCode.INVALID_REQUEST, "cannot read the request: its body must be a JSON list of objects");
        }
        return objects;
    }

    private JsonNode node(InputStream body) {
        byte[] bytes = bytes(body);
        try {
            return reader.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new StoreException(
                    ErrorCode.INVALID_REQUEST, "cannot read the request as JSON" + near(e.getLocation()), e);
        } catch (IOException e) {
            throw new StoreException(ErrorCode.INVALID_REQUEST, "cannot read the request: it is not UTF-8 JSON", e);
        }
    }

    private static String near(@Nullable JsonLocation location) {
        return location == null
                ? ": it is nested too deeply or its numbers are too long"
                : ": something is wrong near line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static byte[] bytes(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new StoreException(
                        ErrorCode.TOO_LARGE, "cannot read the request: it has more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new StoreException(ErrorCode.INVALID_REQUEST, "cannot read the request: it was cut", e);
        }
    }
}
