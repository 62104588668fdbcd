package org.brandstore.snap.collaborator;

import java.time.Instant;
import java.util.Locale;
import org.brandstore.account.PersonId;

/** Somebody was asked to work on a snap. */
public record Invite(String email, PersonId invitedBy, Instant createdAt, Instant expiresAt, State state) {
    /** What became of it. */
    public enum State {
        OPEN,
        ACCEPTED,
        REJECTED,
        REVOKED,
        EXPIRED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
