package org.brandstore.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One audit record without its own hash.
 *
 * @param number its place in its chain, from 1
 * @param at to the microsecond, which is what the database keeps
 * @param before canonical JSON
 * @param after canonical JSON
 * @param previousHash the hash of the record before, in hexadecimal; {@link #START} for the first
 */
record ChainLink(
        long number,
        Instant at,
        String actor,
        String action,
        String subject,
        @Nullable String brand,
        String before,
        String after,
        String why,
        String previousHash) {
    /** What stands in the place of the hash before the first record. */
    static final String START = "0".repeat(64);

    /**
     * SHA-256 over the UTF-8 of this JSON object, whose keys stand in canonical order:
     *
     * <pre>{"action":..,"actor":..,"after":{..},"at":"..","before":{..},"brand":..,"id":..,"previous":"..","subject":..,"why":..}</pre>
     */
    String hash() {
        String json = "{\"action\":" + AuditJson.write(action)
                + ",\"actor\":" + AuditJson.write(actor)
                + ",\"after\":" + after
                + ",\"at\":" + AuditJson.write(at)
                + ",\"before\":" + before
                + ",\"brand\":" + AuditJson.write(brand)
                + ",\"id\":" + number
                + ",\"previous\":" + AuditJson.write(previousHash)
                + ",\"subject\":" + AuditJson.write(subject)
                + ",\"why\":" + AuditJson.write(why) + "}";
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
