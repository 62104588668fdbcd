package org.brandstore.device.session;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.device.DeviceIdentity;

/** Opens sessions without proof, for tests that are not about how they are opened. */
@ApplicationScoped
public class TestSessions {
    private final SessionTokens tokens;

    TestSessions(SessionTokens tokens) {
        this.tokens = tokens;
    }

    public String open(DeviceIdentity device) {
        return tokens.issue(device);
    }
}
