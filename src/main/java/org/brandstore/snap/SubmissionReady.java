package org.brandstore.snap;

import java.time.Instant;
import java.util.List;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Channel;

/**
 * Fired in the transaction that turns a submission into a revision, when the developer asked for a release with it. An
 * observer that throws a {@link org.brandstore.problem.StoreException} makes the submission end without the release,
 * with the message told to the developer.
 *
 * @param channels where to release to; at least one
 * @param person on whose behalf
 * @param wishedAt when the release was asked for, which is when the file was sent
 */
public record SubmissionReady(
        Snap snap, SnapRevision revision, List<Channel> channels, PersonId person, Instant wishedAt) {
    public SubmissionReady {
        channels = List.copyOf(channels);
    }
}
