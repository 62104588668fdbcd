package org.brandstore.snap;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;

/**
 * Somebody's wish that an uploaded file become a revision of a snap.
 *
 * @param channels where to release it to once it is a revision; may be empty
 */
public record Submission(
        UUID id, SnapId snap, PersonId person, List<Channel> channels, SubmissionState state, Instant createdAt) {
    public Submission {
        channels = List.copyOf(channels);
    }
}
