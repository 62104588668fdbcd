package org.brandstore.account.key;

import java.time.DateTimeException;
import java.time.Instant;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.crypto.SignatureVerifier;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/** What an account-key-request asks for (assertions.md 3.3), which its own key signed. */
record KeyRequest(
        KeyName name,
        PublicKey key,
        Instant since,
        @Nullable Instant until) {
    /** @throws StoreException if it is none, is for another account, or its key did not sign it */
    static KeyRequest read(Assertion request, AccountId account) {
        if (request.type() != AssertionType.ACCOUNT_KEY_REQUEST) {
            throw refused("it must be an account-key-request, not " + request.type());
        }
        if (!request.text("account-id").equals(account.value())) {
            throw refused("it is for another account than " + account);
        }
        try {
            PublicKey key = PublicKey.decode(request.body());
            SignatureVerifier.verify(request, key);
            return new KeyRequest(
                    new KeyName(request.text("name")),
                    key,
                    Instant.parse(request.text("since")),
                    request.headers().findText("until").map(Instant::parse).orElse(null));
        } catch (AssertionException | DateTimeException e) {
            throw new StoreException(ErrorCode.INVALID_ASSERTION, String.valueOf(e.getMessage()), e);
        }
    }

    private static StoreException refused(String why) {
        return new StoreException(ErrorCode.INVALID_ASSERTION, "cannot register key: " + why);
    }
}
