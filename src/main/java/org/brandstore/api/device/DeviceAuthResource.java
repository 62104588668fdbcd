package org.brandstore.api.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.device.DeviceDocuments;
import org.brandstore.device.session.Nonces;
import org.brandstore.device.session.Sessions;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;
import org.brandstore.security.SmallBody;

/** Nonces and sessions (device-api.md 3). Only 200 is success for the clients. */
@Path("/api/v1/snaps/auth")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
public class DeviceAuthResource {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_ENTRIES = 16;

    private final Nonces nonces;
    private final Sessions sessions;

    DeviceAuthResource(Nonces nonces, Sessions sessions) {
        this.nonces = nonces;
        this.sessions = sessions;
    }

    @POST
    @Path("/nonces")
    @Open
    @NonBlocking
    @Effect(Effect.Reach.OWN)
    @Consumes(MediaType.WILDCARD)
    public Response nonce() {
        return SmallJson.of("nonce", nonces.issue());
    }

    @POST
    @Path("/sessions")
    @Open
    @Effect(Effect.Reach.OWN)
    @SmallBody
    @RunOnVirtualThread
    @Consumes(MediaType.WILDCARD)
    public Response session(byte[] body) {
        Proofs proofs = read(body);
        return SmallJson.of("macaroon", sessions.open(proofs.request, proofs.serial, proofs.model));
    }

    private record Proofs(Assertion request, Assertion serial, Assertion model) {}

    private static Proofs read(byte[] body) {
        String request = null;
        String serial = null;
        String model = null;
        try (JsonParser parser = JSON.createParser(body)) {
            JsonFields json = new JsonFields(parser, MOST_ENTRIES);
            json.begin();
            while (json.nextField()) {
                switch (json.name()) {
                    case "device-session-request" -> request = json.text();
                    case "serial-assertion" -> serial = json.text();
                    case "model-assertion" -> model = json.text();
                    default -> json.skip();
                }
            }
            return new Proofs(
                    assertion(json.require("device-session-request", request)),
                    assertion(json.require("serial-assertion", serial)),
                    assertion(json.require("model-assertion", model)));
        } catch (IOException e) {
            throw UnreadableJson.of(e);
        }
    }

    private static Assertion assertion(String encoded) {
        return DeviceDocuments.accepting(() -> AssertionDecoder.decode(encoded.getBytes(StandardCharsets.UTF_8)));
    }
}
