package org.brandstore.assertion.type;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;

/**
 * A {@code store} (assertions.md 3.15).
 *
 * @param store the id that models name
 * @param operatorId the account that runs it
 * @param url where devices that use it as proxy send their requests
 * @param friendlyStores stores whose {@code on-store} rules hold here too
 * @param location for people
 * @param timestamp when it was issued
 */
public record StoreView(
        StoreId store,
        AccountId operatorId,
        Optional<URI> url,
        List<String> friendlyStores,
        Optional<String> location,
        Instant timestamp) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static StoreView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.STORE);
        return new StoreView(
                fields.storeId("store"),
                fields.accountId("operator-id"),
                url(fields),
                fields.texts("friendly-stores"),
                fields.findText("location").filter(location -> !location.isEmpty()),
                fields.time("timestamp"));
    }

    private static Optional<URI> url(Fields fields) {
        Optional<String> text = fields.findText("url").filter(url -> !url.isEmpty());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text.get());
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && url.getRawQuery() == null && url.getRawFragment() == null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            throw (RuntimeException) badUrl(fields, text.get()).initCause(e);
        }
        throw badUrl(fields, text.get());
    }

    private static RuntimeException badUrl(Fields fields, String text) {
        return fields.refuse(
                "url",
                "must be an http or https URL with host, without query and fragment, not " + Fields.quoted(text));
    }
}
