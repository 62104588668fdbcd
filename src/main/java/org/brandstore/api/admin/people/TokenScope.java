package org.brandstore.api.admin.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.ChannelPattern;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.login.LoginGrant;
import org.jspecify.annotations.Nullable;

/**
 * What a new token is for. What is absent does not narrow it.
 *
 * @param permissions such as {@code package_push}
 * @param snaps names of snaps
 * @param channels such as {@code edge} or {@code 24/beta}
 * @param stores ids of stores
 * @param expires when it ends, RFC 3339; absent for the default
 */
public record TokenScope(
        @NotNull @Size(min = 1, max = 200) String description,
        @Nullable @Size(min = 1, max = 32) List<@Size(max = 64) String> permissions,
        @Nullable @Size(max = 100) List<@Size(max = 64) String> snaps,
        @Nullable @Size(max = 100) List<@Size(max = 200) String> channels,
        @Nullable @Size(max = 100) List<@Size(max = 64) String> stores,
        @Nullable Instant expires) {
    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} */
    LoginGrant grant(Instant now, Duration longest) {
        Instant end = expires == null ? now.plus(CredentialKind.TOKEN.usualLife()) : expires;
        if (!end.isAfter(now) || end.isAfter(now.plus(longest))) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot make a token that ends " + end + ": the time must lie ahead, by " + longest.toDays()
                            + " days at most");
        }
        return new LoginGrant(
                description.replaceAll("\\p{Cntrl}", " "),
                permissions == null ? EnumSet.allOf(Permission.class) : permissions(permissions),
                new CredentialLimits(
                        parsed(snaps, SnapName::new),
                        parsed(channels, TokenScope::channel),
                        parsed(stores, StoreId::new)),
                end);
    }

    private static Set<Permission> permissions(List<String> names) {
        return names.stream()
                .map(name -> Permission.find(name)
                        .orElseThrow(() -> new StoreException(
                                ErrorCode.INVALID_FIELD,
                                "cannot make a token with the permission \"" + name
                                        + "\": there is none of this name")))
                .collect(Collectors.toSet());
    }

    /** As typed, if it is one. */
    private static String channel(String text) {
        ChannelPattern.parse(text);
        return text;
    }

    private static <T> Optional<Set<T>> parsed(@Nullable List<String> texts, Function<String, T> parse) {
        return Optional.ofNullable(texts).map(list -> list.stream().map(parse).collect(Collectors.toSet()));
    }
}
