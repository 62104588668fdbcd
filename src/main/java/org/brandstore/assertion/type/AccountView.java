package org.brandstore.assertion.type;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.naming.AccountId;

/**
 * An {@code account} (assertions.md 3.1).
 *
 * @param accountId the account; devices accept any text here, this store only the two usual forms
 * @param displayName for people
 * @param username what users see as publisher name
 * @param validation {@code unproven}, {@code starred} or {@code verified} by convention; the legacy word
 *     {@code certified} reads as the last
 * @param timestamp when it was issued
 */
public record AccountView(
        AccountId accountId, String displayName, Optional<String> username, String validation, Instant timestamp) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static AccountView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.ACCOUNT);
        String validation = fields.nonEmpty("validation");
        return new AccountView(
                fields.accountId("account-id"),
                fields.nonEmpty("display-name"),
                fields.findText("username").filter(name -> !name.isEmpty()),
                validation.equals("certified") ? "verified" : validation,
                fields.time("timestamp"));
    }
}
