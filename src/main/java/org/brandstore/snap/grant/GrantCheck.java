package org.brandstore.snap.grant;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.type.rule.DeclarationRules;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Checks grants before they are signed: what devices would refuse, and what they would take for something else. */
final class GrantCheck {
    /** The headers that grant something. */
    static final Set<String> GRANTING =
            Set.of("plugs", "slots", "aliases", "auto-aliases", "refresh-control", "revision-authority");

    private final AssertionLookup assertions;

    GrantCheck(AssertionLookup assertions) {
        this.assertions = assertions;
    }

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} with what is wrong and where */
    void check(Headers grants) {
        Set<String> others = new TreeSet<>(grants.names());
        others.removeAll(GRANTING);
        if (!others.isEmpty()) {
            throw invalid("there is no grant \"" + others.iterator().next() + "\"; there are "
                    + String.join(", ", new TreeSet<>(GRANTING)));
        }
        try {
            DeclarationRules.checkStrict(grants);
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot grant this: " + e.getMessage(), e);
        }
        items(grants, "refresh-control")
                .filter(id -> !isKnown(AssertionType.SNAP_DECLARATION, "16", id.toString()))
                .findFirst()
                .ifPresent(id -> {
                    throw invalid("refresh-control names " + id + ", which is the id of no snap here");
                });
        items(grants, "revision-authority")
                .filter(HeaderValue.Entries.class::isInstance)
                .map(entry ->
                        String.valueOf(((HeaderValue.Entries) entry).values().get("account-id")))
                .filter(account -> !isKnown(AssertionType.ACCOUNT, account))
                .findFirst()
                .ifPresent(account -> {
                    throw invalid("revision-authority names account " + account + ", which is not known here");
                });
    }

    private boolean isKnown(AssertionType type, String... key) {
        try {
            return assertions.find(AssertionRef.of(type, key)).isPresent();
        } catch (AssertionException e) {
            return false;
        }
    }

    private static Stream<HeaderValue> items(Headers grants, String header) {
        return grants.find(header).orElse(null) instanceof HeaderValue.Items items
                ? items.values().stream()
                : List.<HeaderValue>of().stream();
    }

    private static StoreException invalid(String why) {
        return new StoreException(ErrorCode.INVALID_FIELD, "cannot grant this: " + why);
    }
}
