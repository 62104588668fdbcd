package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.event.Events;
import org.brandstore.event.change.UploadChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.TimeOrderedId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.upload.Upload;
import org.brandstore.snap.upload.UploadClaims;

/** Takes uploaded files in as submissions; {@link SubmissionQueue} turns these into revisions. */
@ApplicationScoped
public class Submissions {
    private final SubmissionRepository rows;
    private final UploadClaims claims;
    private final SubmittedComponents components;
    private final Snaps snaps;
    private final Events events;
    private final Event<SubmissionTaken> taken;
    private final SecureRandom random;
    private final Clock clock;

    Submissions(
            SubmissionRepository rows,
            UploadClaims claims,
            SubmittedComponents components,
            Snaps snaps,
            Events events,
            Event<SubmissionTaken> taken,
            SecureRandom random,
            Clock clock) {
        this.rows = rows;
        this.claims = claims;
        this.components = components;
        this.snaps = snaps;
        this.events = events;
        this.taken = taken;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Claims an upload for a snap. Whether the person may do so was checked. Asking again for the same gives the same
     * submission.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if there is no such upload, its size is another, or it was
     *     claimed for another snap, other channels, or with other components
     */
    @Transactional
    public Submission submit(NewSubmission request, Person person, Actor actor) {
        Snap snap = snaps.require(request.snap());
        claims.lock(request.uploadId(), request.components().values());
        UploadClaims.Claimable found = claims.find(request.uploadId());
        Upload upload = found.upload();
        long size = upload.blob().size();
        if (request.declaredSize().orElse(size) != size) {
            throw UploadClaims.invalid("it has " + size + " bytes, the request says "
                    + request.declaredSize().getAsLong());
        }
        if (found.claimed()) {
            return rows.findByUpload(upload.id())
                    .filter(row -> isAlike(row, request))
                    .map(SubmissionEntity::toSubmission)
                    .orElseThrow(UploadClaims::taken);
        }
        Instant now = clock.instant();
        claims.claim(upload.id());
        SubmissionEntity row = new SubmissionEntity();
        row.id = TimeOrderedId.next(now, random);
        row.snapId = snap.id().value();
        row.uploadId = upload.id();
        row.personId = person.id().value();
        row.channels = channels(request);
        row.createdAt = now;
        row.enter(new SubmissionState.Received(), now);
        rows.persist(row);
        rows.flush();
        components.add(row, request.components());
        events.record(
                actor.label(),
                new UploadChange.Submitted(
                        SubmissionOwners.told(row, snap),
                        upload.blob().digest(),
                        size,
                        request.channels().stream().distinct().toList(),
                        request.components().keySet()));
        taken.fire(new SubmissionTaken(row.id));
        return row.toSubmission();
    }

    /** Whoever asks for something else must not be told that it is done. */
    private boolean isAlike(SubmissionEntity row, NewSubmission request) {
        return row.snapId.equals(request.snap().value())
                && row.channels.equals(channels(request))
                && components.of(row).equals(request.components());
    }

    private static List<String> channels(NewSubmission request) {
        return request.channels().stream().map(Channel::toString).distinct().toList();
    }

    @Transactional
    public Optional<Submission> find(UUID id) {
        return rows.findByIdOptional(id).map(SubmissionEntity::toSubmission);
    }

    /** All submissions of a snap, newest first. */
    @Transactional
    public List<Submission> of(SnapId snap) {
        return rows.newestFirst(snap).stream()
                .map(SubmissionEntity::toSubmission)
                .toList();
    }

    @Transactional
    public Optional<Submission> newest(SnapId snap) {
        return rows.newest(snap).map(SubmissionEntity::toSubmission);
    }

    /** What the automatic review saw in each file that was submitted for a snap. */
    @Transactional
    public Map<UUID, List<SubmissionNote>> findings(SnapId snap) {
        return rows.newestFirst(snap).stream()
                .collect(Collectors.toMap(row -> row.id, row -> NoteColumn.read(row.findings)));
    }

    /** What the automatic review saw in the file; empty before it was read. */
    @Transactional
    public List<SubmissionNote> findings(UUID id) {
        return rows.findByIdOptional(id)
                .map(row -> NoteColumn.read(row.findings))
                .orElse(List.of());
    }
}
