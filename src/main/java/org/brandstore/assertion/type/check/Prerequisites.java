package org.brandstore.assertion.type.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.SnapDeveloperView;

/** What devices fetch before an assertion, apart from its signing key (assertions.md 2.1, last column). */
final class Prerequisites {
    /** The only series there is; types about files do not name it. */
    static final String SERIES = "16";

    private Prerequisites() {}

    static List<AssertionRef> of(Assertion assertion) {
        return switch (assertion.type()) {
            case ACCOUNT_KEY, ACCOUNT_KEY_REQUEST -> List.of(account(assertion, "account-id"));
            case SNAP_DECLARATION -> List.of(account(assertion, "publisher-id"));
            case SNAP_REVISION, SNAP_RESOURCE_REVISION ->
                List.of(declaration(assertion), account(assertion, "developer-id"));
            case SNAP_RESOURCE_PAIR -> List.of(declaration(assertion));
            case SNAP_DEVELOPER -> ofSnapDeveloper(assertion);
            case VALIDATION -> ofValidation(assertion);
            case STORE -> List.of(account(assertion, "operator-id"));
            case CONFDB_CONTROL -> List.of(new AssertionRef(AssertionType.SERIAL, assertion.primaryKey()));
            case ACCOUNT,
                    MODEL,
                    SERIAL,
                    BASE_DECLARATION,
                    SNAP_BUILD,
                    VALIDATION_SET,
                    SYSTEM_USER,
                    PRESEED,
                    REPAIR,
                    CONFDB_SCHEMA,
                    CLUSTER,
                    REQUEST_MESSAGE,
                    HARDWARE_IDENTITY,
                    SERIAL_REQUEST,
                    DEVICE_SESSION_REQUEST,
                    RESPONSE_MESSAGE -> List.of();
        };
    }

    private static List<AssertionRef> ofSnapDeveloper(Assertion assertion) {
        Set<AssertionRef> refs = new LinkedHashSet<>();
        refs.add(declaration(assertion));
        refs.add(account(assertion, "publisher-id"));
        SnapDeveloperView.of(assertion)
                .developers()
                .forEach(developer -> refs.add(account(developer.developerId().value())));
        return List.copyOf(refs);
    }

    private static List<AssertionRef> ofValidation(Assertion assertion) {
        String series = assertion.text("series");
        AssertionRef gating = declaration(series, assertion.text("snap-id"));
        AssertionRef approved = declaration(series, assertion.text("approved-snap-id"));
        return gating.equals(approved) ? List.of(gating) : List.of(gating, approved);
    }

    /** The declaration of the snap that a type about files names. */
    static AssertionRef declaration(Assertion assertion) {
        return declaration(SERIES, assertion.text("snap-id"));
    }

    private static AssertionRef declaration(String series, String snapId) {
        return new AssertionRef(AssertionType.SNAP_DECLARATION, List.of(series, snapId));
    }

    static AssertionRef account(Assertion assertion, String header) {
        return account(assertion.text(header));
    }

    static AssertionRef account(String accountId) {
        return new AssertionRef(AssertionType.ACCOUNT, List.of(accountId));
    }
}
