package org.brandstore.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.RsaAssertionSigner;

/** A device with a key and a model that speaks the protocol by hand. */
public final class TestDevice {
    public static final String ASSERTION = "application/x.ubuntu.assertion";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawHttp http;
    private final Assertion model;
    private final RsaAssertionSigner key;

    public TestDevice(RawHttp http, Assertion model) {
        this(http, model, newKey());
    }

    public TestDevice(RawHttp http, Assertion model, RsaAssertionSigner key) {
        this.http = http;
        this.model = model;
        this.key = key;
    }

    public static RsaAssertionSigner newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return RsaAssertionSigner.of(
                    (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public RsaAssertionSigner key() {
        return key;
    }

    public Assertion model() {
        return model;
    }

    public String requestId() {
        return field(http.post("/api/v1/snaps/auth/request-id", ""), "request-id");
    }

    public String nonce() {
        return field(http.post("/api/v1/snaps/auth/nonces", "", "Accept: application/json"), "nonce");
    }

    /** @param extra further headers, such as a proposed serial */
    public Assertion serialRequest(String requestId, Map<String, String> extra) {
        Headers.Builder headers = Headers.builder()
                .put("brand-id", model.text("brand-id"))
                .put("model", model.text("model"))
                .put("request-id", requestId)
                .put("device-key", key.publicKey().encoded());
        extra.forEach(headers::put);
        return Assertions.sign(AssertionType.SERIAL_REQUEST, headers.build(), new byte[0], key, Instant.EPOCH);
    }

    public RawHttp.Answer askSerial(Assertion request, String... headers) {
        return askSerial("/api/v1/snaps/auth/devices", AssertionStreams.join(List.of(request, model)), headers);
    }

    public RawHttp.Answer askSerial(String path, byte[] stream, String... headers) {
        List<String> all = new java.util.ArrayList<>(
                List.of("Content-Type: " + ASSERTION, "Snap-Device-Capabilities: serial-stream"));
        all.addAll(List.of(headers));
        return http.send("POST", path, all, stream);
    }

    /** Registers and returns the serial. */
    public Assertion register() {
        RawHttp.Answer answer = askSerial(serialRequest(requestId(), Map.of()));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return AssertionStreamDecoder.decodeAll(answer.body()).getFirst();
    }

    public Assertion sessionRequest(Assertion serial, String nonce) {
        return Assertions.sign(
                AssertionType.DEVICE_SESSION_REQUEST,
                Headers.builder()
                        .put("brand-id", serial.text("brand-id"))
                        .put("model", serial.text("model"))
                        .put("serial", serial.text("serial"))
                        .put("nonce", nonce)
                        .put("timestamp", "1970-01-01T00:00:00Z")
                        .build(),
                new byte[0],
                key,
                Instant.EPOCH);
    }

    public RawHttp.Answer askSession(byte[] request, byte[] serial, byte[] withModel) {
        try {
            String body = JSON.writeValueAsString(Map.of(
                    "device-session-request", new String(request, StandardCharsets.UTF_8),
                    "serial-assertion", new String(serial, StandardCharsets.UTF_8),
                    "model-assertion", new String(withModel, StandardCharsets.UTF_8)));
            return http.post("/api/v1/snaps/auth/sessions", body, "Content-Type: application/json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawHttp.Answer askSession(Assertion serial, String nonce) {
        return askSession(sessionRequest(serial, nonce).encoded(), serial.encoded(), model.encoded());
    }

    /** Opens a session and returns its token. */
    public String session(Assertion serial) {
        return field(askSession(serial, nonce()), "macaroon");
    }

    public static String field(RawHttp.Answer answer, String name) {
        try {
            return JSON.readTree(answer.body()).get(name).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(answer.text(), e);
        }
    }
}
