package org.brandstore.assertion.type;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;

/**
 * An {@code account-key-request}: whoever holds the private key asks for an account-key (assertions.md 3.3).
 *
 * @param publicKey the key, which must have signed the request
 * @param accountId whose key it shall be
 * @param name what it shall be called
 * @param since the first moment of its validity
 * @param until the first moment after it; empty if the key shall not end
 */
public record AccountKeyRequestView(
        PublicKey publicKey, AccountId accountId, KeyName name, Instant since, Optional<Instant> until) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static AccountKeyRequestView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.ACCOUNT_KEY_REQUEST);
        AccountKeyRequestView view = new AccountKeyRequestView(
                PublicKeys.ofBody(assertion, fields),
                fields.accountId("account-id"),
                new KeyName(fields.named("name", NameRule.KEY_NAME)),
                fields.time("since"),
                fields.findTime("until"));
        fields.demandOrder(view.since(), view.until());
        PublicKeys.demandSelfSigned(fields, view.publicKey());
        return view;
    }
}
