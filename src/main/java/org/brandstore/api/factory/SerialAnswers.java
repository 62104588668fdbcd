package org.brandstore.api.factory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.device.DeviceDocuments;
import org.brandstore.device.serial.RequestIds;
import org.brandstore.device.serial.SerialOutcome;
import org.brandstore.device.serial.SerialService;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.login.ClientAddress;
import org.jspecify.annotations.Nullable;

/** The two calls of registration, which devices make to the serial service itself or to the store (device-api.md 4). */
@ApplicationScoped
class SerialAnswers {
    private static final int MOST_ASSERTIONS = 3;

    private final RequestIds requestIds;
    private final SerialService vault;
    private final ClientAddress client;

    SerialAnswers(RequestIds requestIds, SerialService vault, ClientAddress client) {
        this.requestIds = requestIds;
        this.vault = vault;
        this.client = client;
    }

    Response requestId() {
        String body = "{\"request-id\":\"" + requestIds.issue() + "\"}";
        return Response.ok(body.getBytes(StandardCharsets.UTF_8), "application/json")
                .build();
    }

    /**
     * @param capabilities only clients that say so can read more than the serial itself
     * @param apiKey the model's key, if the gadget sends one
     */
    Response serial(InputStream body, @Nullable String capabilities, @Nullable String apiKey) {
        return switch (vault.request(read(body), Optional.ofNullable(apiKey), client.text())) {
            case SerialOutcome.Issued issued -> {
                boolean all = capabilities != null && capabilities.contains("serial-stream");
                List<Assertion> stream = all ? issued.stream() : issued.stream().subList(0, 1);
                yield Response.ok(AssertionStreams.join(stream), "application/x.ubuntu.assertion")
                        .build();
            }
            case SerialOutcome.Queued queued ->
                Response.status(Response.Status.ACCEPTED).build();
        };
    }

    private static List<Assertion> read(InputStream body) {
        AssertionStreamDecoder decoder = new AssertionStreamDecoder(body);
        List<Assertion> assertions = new ArrayList<>();
        for (var next = next(decoder); next.isPresent(); next = next(decoder)) {
            if (assertions.size() == MOST_ASSERTIONS) {
                throw new StoreException(
                        ErrorCode.INVALID_ASSERTION,
                        "cannot read the request for a serial: more than " + MOST_ASSERTIONS + " assertions follow");
            }
            assertions.add(next.get());
        }
        return assertions;
    }

    private static Optional<Assertion> next(AssertionStreamDecoder decoder) {
        return DeviceDocuments.accepting(() -> {
            try {
                return decoder.next();
            } catch (IOException e) {
                throw new StoreException(ErrorCode.INVALID_REQUEST, "cannot read the request: it was cut", e);
            }
        });
    }
}
