package org.brandstore.cli.fleet;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What came back: the status, the challenge of a refusal and the bytes. */
final class Reply {
    private final int status;
    private final Optional<String> challenge;
    private final byte[] body;

    Reply(int status, Optional<String> challenge, byte[] body) {
        this.status = status;
        this.challenge = challenge;
        this.body = body;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @throws WireException unless the status is 200 */
    Reply mustBeOk(String call) {
        if (status != 200) {
            throw new WireException(call, status, text());
        }
        return this;
    }

    boolean wantsNewSession() {
        return status == 401 && challenge.orElse("").contains("refresh_device_session=1");
    }
}
