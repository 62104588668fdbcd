package org.brandstore.api.publisher.login;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.naming.ChannelPattern;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.SnapName;
import org.brandstore.security.login.LoginGrant;

/** Reads what a login asks for (publisher-api.md 3.2). */
final class GrantRequest {
    private static final int MAX_DESCRIPTION = 200;
    /** All of it travels in a header of every request. */
    private static final int MAX_NAMES = 100;

    /** Later years have more digits than the tools and the database read. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private GrantRequest() {}

    /** @param defaultExpiry when the credential is to end if the request does not say */
    static LoginGrant read(JsonBody body, Instant now, Instant defaultExpiry) {
        Instant expiry = body.optionalText("expires", 64)
                .map(text -> instant(body, text))
                .orElse(defaultExpiry);
        if (!expiry.isAfter(now)) {
            throw body.wrong("expires", "it is in the past");
        }
        if (expiry.isAfter(LATEST)) {
            throw body.wrong("expires", "it is after the year 9999; leave it out for as long as this store gives");
        }
        String description =
                body.optionalText("description", MAX_DESCRIPTION).orElse("").replaceAll("\\p{Cntrl}", " ");
        return new LoginGrant(
                description.isBlank() ? "snapcraft" : description,
                permissions(body),
                new CredentialLimits(snaps(body), channels(body), Optional.empty()),
                expiry);
    }

    private static Set<Permission> permissions(JsonBody body) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String name : body.texts("permissions", 64)) {
            permissions.add(Permission.find(name)
                    .orElseThrow(() -> body.wrong("permissions", "there is no permission of this name: " + name)));
        }
        if (permissions.isEmpty()) {
            throw body.wrong("permissions", "it must name at least one");
        }
        if (permissions.contains(Permission.PACKAGE_UPLOAD)) {
            // the older name of the two together
            permissions.add(Permission.PACKAGE_PUSH);
            permissions.add(Permission.PACKAGE_RELEASE);
        }
        return permissions;
    }

    private static Optional<Set<SnapName>> snaps(JsonBody body) {
        List<JsonBody> packages = body.objects("packages");
        if (packages.size() > MAX_NAMES) {
            throw body.wrong("packages", "it must have at most " + MAX_NAMES + " items");
        }
        Set<SnapName> names = packages.stream()
                .map(item -> new SnapName(item.text("name", 64)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return body.has("packages") ? Optional.of(names) : Optional.empty();
    }

    private static Optional<Set<String>> channels(JsonBody body) {
        List<String> channels = body.texts("channels", 200);
        if (channels.size() > MAX_NAMES) {
            throw body.wrong("channels", "it must have at most " + MAX_NAMES + " items");
        }
        for (String channel : channels) {
            try {
                ChannelPattern.parse(channel);
            } catch (InvalidNameException e) {
                throw body.wrong("channels", e.getMessage() == null ? "not a channel" : e.getMessage());
            }
        }
        return body.has("channels") ? Optional.of(new LinkedHashSet<>(channels)) : Optional.empty();
    }

    /** With an offset as the tool writes it, or without one as UTC. */
    private static Instant instant(JsonBody body, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw body.wrong("expires", "it must be a time such as 2027-01-31T12:00:00+00:00");
            }
        }
    }
}
