package org.brandstore.account.credential;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a credential is for, and how long it works. None works after it was revoked or its person was shut out. */
public enum CredentialKind {
    /** a signed-in browser: 12 hours */
    CONSOLE("console", Duration.ofHours(12)),
    /** a secret handed out so that somebody can sign in for the first time: a week unless said otherwise, and good once */
    ENROLMENT("enrolment", Duration.ofDays(7)),
    /** snapcraft in its on-premises mode: until the enrolment would have ended that it was exchanged for */
    ONPREM("onprem", null),
    /**
     * snapcraft in its default mode: as long as the tool asks for, {@code brandstore.login.credential-ttl} if it does not
     * say; its discharge is renewed each {@code brandstore.login.discharge-ttl}
     */
    UBUNTU_ONE("ubuntu-one", null),
    /**
     * a program of the brand that calls the API: 30 days unless said otherwise, {@code brandstore.login.credential-ttl} at
     * most, and no longer than the credential that it was made with
     */
    TOKEN("token", Duration.ofDays(30)),
    /** the image builder, which names a store and has no device session: a year */
    IMAGE_BUILDER("image-builder", Duration.ofDays(365));

    private final String wireName;
    private final @Nullable Duration usualLife;

    CredentialKind(String wireName, @Nullable Duration usualLife) {
        this.wireName = wireName;
        this.usualLife = usualLife;
    }

    public String wireName() {
        return wireName;
    }

    /**
     * How long one works if nobody says otherwise.
     *
     * @throws IllegalStateException for those that end with something else
     */
    public Duration usualLife() {
        if (usualLife == null) {
            throw new IllegalStateException("a credential of kind " + wireName + " has no life of its own");
        }
        return usualLife;
    }

    public static Optional<CredentialKind> find(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }
}
