package org.brandstore.api.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON answers by hand, so that nothing but what the protocol names is in them. */
public final class JsonAnswers {
    private static final JsonFactory JSON = new JsonFactory();

    /** Of most answers. */
    public static final String JSON_TYPE = "application/json";

    /** Of the daily lists of names and sections. */
    public static final String HAL_TYPE = "application/hal+json";

    private JsonAnswers() {}

    /** Writes the fields of the one object that the answer is. */
    @FunctionalInterface
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    public static Response of(String type, Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return Response.ok(Buffer.buffer(out.toByteArray())).type(type).build();
    }
}
