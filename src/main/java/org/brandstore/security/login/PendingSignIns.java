package org.brandstore.security.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.person.People;
import org.brandstore.secret.ServerSecrets;

/**
 * Remembers between two pages that somebody's password was right and the code is still to come. The browser keeps it, as
 *
 * <pre>
 * person . end in seconds since 1970 . base64url(HMAC-SHA-256)
 * </pre>
 *
 * which opens nothing by itself.
 */
@Singleton
public class PendingSignIns {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Pattern LAYOUT = Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,12})\\.([-_A-Za-z0-9]{43})");

    private final ServerSecrets secrets;
    private final People people;
    private final Clock clock;

    PendingSignIns(ServerSecrets secrets, People people, Clock clock) {
        this.secrets = secrets;
        this.people = people;
        this.clock = clock;
    }

    public String of(Person person) {
        String text = person.id() + "." + clock.instant().plus(LIFE).getEpochSecond();
        return text + "." + tag(text);
    }

    /** Who it is, if the text is ours and not too old and the person not disabled meanwhile. */
    public Optional<Person> find(String text) {
        Matcher parts = LAYOUT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String right = tag(parts.group(1) + "." + parts.group(2));
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
        if (!MessageDigest.isEqual(right.getBytes(US_ASCII), parts.group(3).getBytes(US_ASCII))
                || !clock.instant().isBefore(end)) {
            return Optional.empty();
        }
        return people.find(new PersonId(UUID.fromString(parts.group(1)))).filter(person -> !person.disabled());
    }

    private String tag(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secrets.get("pending-sign-in"), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
