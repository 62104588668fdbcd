package org.brandstore.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.ChannelPattern;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import picocli.CommandLine.Option;

/** What a new credential may be used for. What is left out does not narrow it. */
final class ScopeOptions {
    @Option(
            names = "--permission",
            split = ",",
            paramLabel = "NAME",
            description = "Only this, such as package_push; may be repeated.")
    List<String> permissions = List.of();

    @Option(names = "--snap", split = ",", paramLabel = "NAME", description = "Only this snap; may be repeated.")
    List<String> snaps = List.of();

    @Option(
            names = "--channel",
            split = ",",
            paramLabel = "CHANNEL",
            description = "Only this channel, such as edge, 2.0/beta or */edge; may be repeated.")
    List<String> channels = List.of();

    @Option(names = "--store", split = ",", paramLabel = "ID", description = "Only this store; may be repeated.")
    List<String> stores = List.of();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "When it ends: a day such as 2031-01-31, or a time in RFC 3339.")
    Optional<String> expires = Optional.empty();

    Set<Permission> permissions() {
        return permissions.isEmpty()
                ? EnumSet.allOf(Permission.class)
                : permissions.stream().map(ScopeOptions::permission).collect(Collectors.toSet());
    }

    /** @throws org.brandstore.naming.InvalidNameException if something is no name of what it should be */
    CredentialLimits limits() {
        return new CredentialLimits(
                given(snaps).map(names -> names.stream().map(SnapName::new).collect(Collectors.toSet())),
                given(channels)
                        .map(texts -> texts.stream()
                                .map(text -> ChannelPattern.parse(text).toString())
                                .collect(Collectors.toSet())),
                given(stores).map(ids -> ids.stream().map(StoreId::new).collect(Collectors.toSet())));
    }

    /** How long it lasts from now. */
    Duration life(Clock clock, Duration usual) {
        if (expires.isEmpty()) {
            return usual;
        }
        Duration life = Duration.between(clock.instant(), instant(expires.get()));
        if (!life.isPositive()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot make a credential that has ended: --expires");
        }
        return life;
    }

    private static Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot read --expires: it must be a day such as 2031-01-31, or a time such as"
                            + " 2031-01-31T12:00:00Z",
                    e);
        }
    }

    private static Permission permission(String name) {
        return Permission.find(name)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot give the permission " + name + ": there is none of this name; there are "
                                + EnumSet.allOf(Permission.class).stream()
                                        .map(Permission::wireName)
                                        .collect(Collectors.joining(", "))));
    }

    private static Optional<List<String>> given(List<String> texts) {
        return Optional.of(texts).filter(list -> !list.isEmpty());
    }
}
