package org.brandstore.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * A change as somebody wants it.
 *
 * @param subject what it is done to, such as {@code snap/ID/channel/stable}; a later change to the same subject overtakes it
 * @param title one sentence that tells a person what will happen, such as {@code close stable of snap my-app}
 * @param brand whose affair it is
 * @param store whose people decide; empty if it concerns the brand as a whole
 * @param content what its {@link GatedChange} needs to make it, in words of its own; no secrets
 * @param reason for those who decide, and for the audit log
 */
public record Draft(
        ChangeKind kind,
        String subject,
        String title,
        AccountId brand,
        Optional<StoreId> store,
        SortedMap<String, String> content,
        String reason) {
    public Draft {
        content = Collections.unmodifiableSortedMap(new TreeMap<>(content));
    }

    /** A draft of a store. */
    public static Draft of(
            ChangeKind kind,
            String subject,
            String title,
            AccountId brand,
            StoreId store,
            Map<String, String> content,
            String reason) {
        return new Draft(kind, subject, title, brand, Optional.of(store), new TreeMap<>(content), reason);
    }

    /** @throws StoreException if there is no such part, which a draft of the right kind always has */
    public String require(String name) {
        return Optional.ofNullable(content.get(name))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INTERNAL, "cannot make the change " + kind.word() + ": its content has no " + name));
    }

    /** SHA-256 over the content, each name and value with its length before it, in hexadecimal: what people approve. */
    public String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            content.forEach((name, value) -> {
                update(sha256, name);
                update(sha256, value);
            });
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
