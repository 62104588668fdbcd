package org.brandstore.device.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.brandstore.device.DeviceConfig;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.TokenKey;
import org.brandstore.device.TokenKeys;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.StoreId;

/**
 * Writes and reads what a session token carries: all that is known of the device, so that checking it needs no database.
 *
 * <p>Payload: layout number (1 byte), issued and end in milliseconds since 1970 (8 bytes each), 8 random bytes, then
 * brand, model, serial, store (empty for none) and device key id, each after its length (1 byte).
 */
@ApplicationScoped
class SessionTokens {
    private static final byte LAYOUT = 1;
    private static final int MAX_BYTES = 1024;
    private static final int RANDOM_BYTES = 8;

    private static final int SPREAD_STEPS = 1000;

    private final Supplier<TokenKey> key;
    private final Duration lifetime;
    private final SecureRandom random;

    @Inject
    SessionTokens(TokenKeys keys, DeviceConfig config, SecureRandom random) {
        this(() -> keys.get(TokenKeys.Purpose.SESSION), config.sessionLifetime(), random);
    }

    SessionTokens(Supplier<TokenKey> key, Duration lifetime, SecureRandom random) {
        this.key = key;
        this.lifetime = lifetime;
        this.random = random;
    }

    /** What a genuine token says. */
    record Content(DeviceIdentity device, Instant expiresAt) {}

    /** A new token, another one every time, that ends up to a tenth of the lifetime early. */
    String issue(DeviceIdentity device) {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        Duration early = lifetime.dividedBy(10)
                .multipliedBy(random.nextInt(SPREAD_STEPS))
                .dividedBy(SPREAD_STEPS);
        Instant expiresAt = device.issuedAt().plus(lifetime).minus(early);
        ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES)
                .put(LAYOUT)
                .putLong(device.issuedAt().toEpochMilli())
                .putLong(expiresAt.toEpochMilli())
                .put(chance);
        putText(buffer, device.brand().value());
        putText(buffer, device.model().value());
        putText(buffer, device.serial().value());
        putText(buffer, device.findStore().map(StoreId::value).orElse(""));
        putText(buffer, device.deviceKey().value());
        byte[] payload = new byte[buffer.position()];
        buffer.flip().get(payload);
        return key.get().seal(payload);
    }

    /** What the token says; empty if it is not ours. */
    Optional<Content> read(String token) {
        return key.get().open(token).flatMap(SessionTokens::parse);
    }

    private static Optional<Content> parse(byte[] payload) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(payload);
            if (buffer.get() != LAYOUT) {
                return Optional.empty();
            }
            Instant issuedAt = Instant.ofEpochMilli(buffer.getLong());
            Instant expiresAt = Instant.ofEpochMilli(buffer.getLong());
            buffer.position(buffer.position() + RANDOM_BYTES);
            AccountId brand = new AccountId(text(buffer));
            ModelName model = new ModelName(text(buffer));
            SerialNumber serial = new SerialNumber(text(buffer));
            String store = text(buffer);
            KeyId deviceKey = new KeyId(text(buffer));
            return Optional.of(new Content(
                    new DeviceIdentity(
                            brand, model, serial, store.isEmpty() ? null : new StoreId(store), deviceKey, issuedAt),
                    expiresAt));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void putText(ByteBuffer buffer, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.put((byte) bytes.length).put(bytes);
    }

    private static String text(ByteBuffer buffer) {
        byte[] bytes = new byte[Byte.toUnsignedInt(buffer.get())];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
