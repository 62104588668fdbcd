package org.brandstore.signing;

import java.time.Instant;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;

/**
 * A key that this server has or had.
 *
 * @param held false once the private half has left this server
 * @param retired true if it must not sign any more
 */
public record SigningKey(
        PublicKey publicKey,
        AccountId account,
        KeyName name,
        KeyPurpose purpose,
        boolean held,
        boolean retired,
        Instant createdAt) {}
