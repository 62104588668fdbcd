package org.brandstore.assertion.type;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.constraint.KeyConstraints;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;

/**
 * An {@code account-key} (assertions.md 3.2).
 *
 * @param publicKey the key, of which the id is the primary key
 * @param accountId whose key it is
 * @param name unique among the keys of the account
 * @param since the first moment of its validity
 * @param until the first moment after it; empty if the key does not end
 * @param constraints what it may sign; empty if it may sign everything that its account may
 */
public record AccountKeyView(
        PublicKey publicKey,
        AccountId accountId,
        Optional<KeyName> name,
        Instant since,
        Optional<Instant> until,
        Optional<KeyConstraints> constraints) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static AccountKeyView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.ACCOUNT_KEY);
        AccountKeyView view = new AccountKeyView(
                PublicKeys.ofBody(assertion, fields),
                fields.accountId("account-id"),
                fields.findNamed("name", NameRule.KEY_NAME).map(KeyName::new),
                fields.time("since"),
                fields.findTime("until"),
                fields.find("constraints").map(KeyConstraints::parse));
        fields.demandOrder(view.since(), view.until());
        return view;
    }
}
