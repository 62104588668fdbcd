package org.brandstore.cli.fleet;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What came back: the status, the challenge of a refusal and the bytes. */
record Reply(int status, Optional<String> challenge, byte[] body) {
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
