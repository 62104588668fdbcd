package org.brandstore.device.session;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.TokenKey;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.StoreId;

/** Makes the session tokens that a server would give out, with that server's own secret. */
public final class SeededSessions {
    private final SessionTokens tokens;
    private final Clock clock;

    public SeededSessions(byte[] secret, Duration lifetime, Clock clock) {
        TokenKey key = new TokenKey(secret);
        this.tokens = new SessionTokens(() -> key, lifetime, new SecureRandom());
        this.clock = clock;
    }

    public String open(String brand, String model, String serial, String store, String keyId) {
        return tokens.issue(new DeviceIdentity(
                new AccountId(brand),
                new ModelName(model),
                new SerialNumber(serial),
                new StoreId(store),
                new KeyId(keyId),
                clock.instant()));
    }
}
