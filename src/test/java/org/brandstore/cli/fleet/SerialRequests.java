package org.brandstore.cli.fleet;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.RsaAssertionSigner;

/** Requests for serials as rogue devices send them. */
final class SerialRequests {
    private SerialRequests() {}

    /** Well signed, but with a request id that the store never gave out. */
    static String withBogusId(Assertion model, RsaAssertionSigner key) {
        Headers headers = Headers.builder()
                .put("brand-id", model.text("brand-id"))
                .put("model", model.text("model"))
                .put("request-id", "not-one-of-yours")
                .put("device-key", key.publicKey().encoded())
                .build();
        Assertion request = Assertions.sign(AssertionType.SERIAL_REQUEST, headers, new byte[0], key, Instant.EPOCH);
        return new String(AssertionStreams.join(List.of(request, model)), StandardCharsets.UTF_8);
    }
}
