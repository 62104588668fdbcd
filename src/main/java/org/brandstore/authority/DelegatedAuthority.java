package org.brandstore.authority;

import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.naming.AccountId;

/** Reads {@code revision-authority} of a snap-declaration (assertions.md 3.8). */
final class DelegatedAuthority {
    private DelegatedAuthority() {}

    /** The first account that the declaration allows to sign revisions of this provenance. */
    static Optional<AccountId> accountFor(Assertion declaration, String provenance) {
        HeaderValue wanted = HeaderValue.text(provenance);
        if (!(declaration.headers().find("revision-authority").orElse(null) instanceof HeaderValue.Items entries)) {
            return Optional.empty();
        }
        return entries.values().stream()
                .flatMap(entry -> entry instanceof HeaderValue.Entries map ? Stream.of(map) : Stream.empty())
                .filter(map -> map.values().get("provenance") instanceof HeaderValue.Items names
                        && names.values().contains(wanted))
                .flatMap(map -> map.values().get("account-id") instanceof HeaderValue.Text account
                        ? Stream.of(new AccountId(account.value()))
                        : Stream.empty())
                .findFirst();
    }
}
