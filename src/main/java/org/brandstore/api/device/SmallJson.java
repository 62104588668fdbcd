package org.brandstore.api.device;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers of one field. */
final class SmallJson {
    private SmallJson() {}

    static Response of(String name, String value) {
        String body = "{\"" + name + "\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + "\"}";
        return Response.ok(body.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
