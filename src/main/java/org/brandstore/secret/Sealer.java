package org.brandstore.secret;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Seals secrets at rest with AES-256-GCM under the master key. Layout of what is sealed:
 *
 * <pre>
 * 01 | fingerprint of the master key (8) | nonce (12) | ciphertext and tag (n + 16)
 * </pre>
 *
 * The context (what the secret is and whose) is authenticated together with the first 9 bytes, so a sealed secret moved
 * to another row does not open.
 */
@Singleton
public final class Sealer {
    private static final byte VERSION = 1;
    private static final int HEAD_LENGTH = 1 + MasterKey.FINGERPRINT_LENGTH;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;

    private final Supplier<MasterKey> masterKey;
    private final SecureRandom random;

    Sealer(Supplier<MasterKey> masterKey, SecureRandom random) {
        this.masterKey = masterKey;
        this.random = random;
    }

    /**
     * @param plain the secret; the caller may wipe it afterwards
     * @param context what it is, such as {@code signing-key/ID}; not secret
     */
    public byte[] seal(byte[] plain, String context) {
        MasterKey key = masterKey.get();
        byte[] head = head(key);
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            byte[] cipherText =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, head, context).doFinal(plain);
            return ByteBuffer.allocate(HEAD_LENGTH + NONCE_LENGTH + cipherText.length)
                    .put(head)
                    .put(nonce)
                    .put(cipherText)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + context, e);
        }
    }

    /**
     * @param context the same as when it was sealed
     * @return the secret; the caller should wipe it after use
     * @throws StoreException if it was sealed under another master key, for another context, or has been changed
     */
    public byte[] open(byte[] sealed, String context) {
        MasterKey key = masterKey.get();
        if (sealed.length < HEAD_LENGTH + NONCE_LENGTH + TAG_LENGTH || sealed[0] != VERSION) {
            throw damaged(context);
        }
        byte[] head = Arrays.copyOf(sealed, HEAD_LENGTH);
        if (!Arrays.equals(head, head(key))) {
            throw new StoreException(
                    ErrorCode.MISCONFIGURED,
                    "cannot open " + context + ": it was sealed under master key "
                            + HexFormat.of().formatHex(head, 1, HEAD_LENGTH) + ", this server has "
                            + HexFormat.of().formatHex(key.fingerprint())
                            + "; every replica needs the same master key, for as long as the database lives");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, HEAD_LENGTH, HEAD_LENGTH + NONCE_LENGTH);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, head, context)
                    .doFinal(sealed, HEAD_LENGTH + NONCE_LENGTH, sealed.length - HEAD_LENGTH - NONCE_LENGTH);
        } catch (AEADBadTagException e) {
            throw damaged(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open " + context, e);
        }
    }

    private static byte[] head(MasterKey key) {
        return ByteBuffer.allocate(HEAD_LENGTH)
                .put(VERSION)
                .put(key.fingerprint())
                .array();
    }

    private static Cipher cipher(int mode, MasterKey key, byte[] nonce, byte[] head, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(8 * TAG_LENGTH, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static StoreException damaged(String context) {
        return new StoreException(
                ErrorCode.INTERNAL, "cannot open " + context + ": the sealed record is damaged or belongs elsewhere");
    }
}
