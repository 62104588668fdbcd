package org.brandstore.account.key;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;

/** What a key may sign for its account. */
public enum KeyScope {
    /** whatever the account may say: for a brand its models, serials and system users too */
    ANY("any"),
    /** what publishers say of snaps, and nothing else */
    PUBLISHING("publishing");

    private static final List<AssertionType> PUBLISHED = List.of(
            AssertionType.SNAP_BUILD,
            AssertionType.VALIDATION,
            AssertionType.VALIDATION_SET,
            AssertionType.CONFDB_SCHEMA);
    private static final String HEADER = "constraints";

    private final String wireName;

    KeyScope(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The header {@code constraints} of an account-key of this scope (assertions.md 2.8); none for anything. */
    Optional<HeaderValue> constraints() {
        return switch (this) {
            case ANY -> Optional.empty();
            case PUBLISHING ->
                Optional.of(HeaderValue.items(
                        PUBLISHED.stream().map(KeyScope::entry).toList()));
        };
    }

    private static HeaderValue entry(AssertionType type) {
        HeaderValue headers = HeaderValue.entries(Map.of("type", HeaderValue.text(type.wireName())));
        return HeaderValue.entries(Map.of("headers", headers));
    }

    static Optional<HeaderValue> constraints(Assertion accountKey) {
        return accountKey.headers().find(HEADER);
    }

    /** A key that is constrained in whatever way counts as one for publishing: it is not one for anything. */
    static KeyScope of(Assertion accountKey) {
        return constraints(accountKey).isPresent() ? PUBLISHING : ANY;
    }
}
