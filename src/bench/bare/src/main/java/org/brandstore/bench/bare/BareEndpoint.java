package org.brandstore.bench.bare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.Unpooled;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The ceiling: reads every token of the request with Jackson, every string included, and writes bytes that were made
 * before, on the event loop and without any logic. It builds nothing from what it reads, so it does less than any
 * endpoint that answers by it.
 */
@Path("/v2/snaps/refresh")
@Singleton
public class BareEndpoint {
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] answer;

    BareEndpoint(@ConfigProperty(name = "bare.answer") java.nio.file.Path file) throws IOException {
        this.answer = Files.readAllBytes(file);
    }

    @POST
    @NonBlocking
    @Produces("application/json")
    public Buffer refresh(byte[] body) throws IOException {
        int characters = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    characters += parser.getText().length();
                }
            }
        }
        return characters == 0 ? Buffer.buffer() : Buffer.buffer(Unpooled.wrappedBuffer(answer));
    }
}
