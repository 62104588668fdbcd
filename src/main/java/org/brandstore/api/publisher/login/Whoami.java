package org.brandstore.api.publisher.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.brandstore.account.Account;
import org.brandstore.account.credential.Credential;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.SnapName;
import org.brandstore.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and with what limits (publisher-api.md 4.1).
 *
 * @param expires without a zone: the tool appends one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Whoami(
        Who account,
        List<String> permissions,
        @Nullable List<String> channels,
        @Nullable List<LimitedSnap> packages,
        @Nullable String expires) {
    /** The account and the person in one. */
    record Who(String email, String username, String id, String name) {}

    /** A snap that the credential is limited to. */
    record LimitedSnap(String series, String name) {}

    static Whoami of(Caller caller, Account account) {
        Credential credential = caller.credential();
        return new Whoami(
                new Who(
                        caller.person().email(),
                        account.username(),
                        account.id().value(),
                        caller.person().displayName()),
                credential.permissions().stream()
                        .map(Permission::wireName)
                        .sorted()
                        .toList(),
                credential
                        .limits()
                        .channels()
                        .map(channels -> channels.stream().sorted().toList())
                        .orElse(null),
                credential
                        .limits()
                        .snaps()
                        .map(names -> names.stream()
                                .map(SnapName::value)
                                .sorted()
                                .map(name -> new LimitedSnap("16", name))
                                .toList())
                        .orElse(null),
                credential.expiresAt().map(Whoami::withoutZone).orElse(null));
    }

    private static String withoutZone(Instant instant) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }
}
