package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/** Claims uploads for submissions: each belongs to one at most. */
@ApplicationScoped
class UploadClaims {
    private final SubmissionComponentRepository components;
    private final Locks locks;
    private final Clock clock;

    UploadClaims(SubmissionComponentRepository components, Locks locks, Clock clock) {
        this.locks = locks;
        this.components = components;
        this.clock = clock;
    }

    /** Locks all of these uploads, so that nobody else claims some of them meanwhile. Those that do not exist are no harm. */
    void lock(String snap, Collection<String> components) {
        NavigableSet<String> inOrder = new TreeSet<>(components);
        inOrder.add(snap);
        inOrder.forEach(id -> locks.row(Lock.UPLOAD, UploadEntity.class, id));
    }

    /**
     * The upload under a lock.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if there is none, or nobody claimed it in time
     */
    UploadEntity find(String id) {
        return locks.row(Lock.UPLOAD, UploadEntity.class, id)
                .filter(row -> row.claimedAt != null || row.expiresAt.isAfter(clock.instant()))
                .orElseThrow(() -> invalid("there is no such upload, or it has expired; upload the file again"));
    }

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} if one of the uploads cannot be claimed */
    void addComponents(SubmissionEntity submission, Map<SnapName, String> sent) {
        Map<String, String> byName = new TreeMap<>();
        sent.forEach((name, upload) -> byName.put(name.value(), upload));
        byName.forEach((name, id) -> {
            UploadEntity upload = find(id);
            if (upload.claimedAt != null) {
                throw taken();
            }
            upload.claimedAt = clock.instant();
            SubmissionComponentEntity row = new SubmissionComponentEntity();
            row.submissionId = submission.id;
            row.name = name;
            row.uploadId = id;
            components.persist(row);
        });
    }

    /** The names of the components that were sent with it, and their uploads. */
    Map<SnapName, String> componentsOf(SubmissionEntity submission) {
        return components.of(submission.id).stream()
                .collect(Collectors.toMap(row -> new SnapName(row.name), row -> row.uploadId));
    }

    static StoreException taken() {
        return invalid("it was claimed for something else; upload the file again");
    }

    static StoreException invalid(String why) {
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.INVALID_FIELD, "cannot use the uploaded file: " + why, Map.of("field", "updown_id"))));
    }
}
