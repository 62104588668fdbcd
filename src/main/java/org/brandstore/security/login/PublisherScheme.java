package org.brandstore.security.login;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.security.AuthenticationScheme;
import org.brandstore.security.Caller;
import org.brandstore.security.PresentedCredentials;

/**
 * The {@code Authorization} header of the publisher tools and of CI: {@code Macaroon root=R, discharge=D} with values bare
 * or quoted, {@code macaroon T} in either case, and {@code Bearer T} (publisher-api.md 3.1 and 3.3).
 */
@Singleton
class PublisherScheme implements AuthenticationScheme {
    private static final List<CredentialKind> OPAQUE = List.of(CredentialKind.ONPREM, CredentialKind.TOKEN);

    private final PublisherLogins logins;

    PublisherScheme(PublisherLogins logins) {
        this.logins = logins;
    }

    @Override
    public Optional<Caller> authenticate(PresentedCredentials presented) {
        String header = presented.authorization().map(String::strip).orElse("");
        int blank = header.indexOf(' ');
        if (blank < 0) {
            return Optional.empty();
        }
        String value = header.substring(blank + 1).strip();
        return switch (header.substring(0, blank).toLowerCase(Locale.ROOT)) {
            case "macaroon" -> macaroon(value);
            case "bearer" -> opaque(value);
            default -> Optional.empty();
        };
    }

    private Optional<Caller> macaroon(String value) {
        String start = value.toLowerCase(Locale.ROOT);
        if (!start.startsWith("root=") && !start.startsWith("discharge=")) {
            return opaque(value);
        }
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : value.split(",", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                return Optional.empty();
            }
            String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            parameters.putIfAbsent(
                    name, unquoted(parameter.substring(equals + 1).strip()));
        }
        String root = parameters.get("root");
        String discharge = parameters.get("discharge");
        return root == null || discharge == null ? Optional.empty() : logins.callerOf(root, discharge);
    }

    private Optional<Caller> opaque(String secret) {
        return OPAQUE.stream()
                .flatMap(kind -> logins.caller(secret, kind).stream())
                .findFirst();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
