package org.brandstore.snap.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/** Claims uploads: each belongs to one submission at most. All of it happens in the caller's transaction. */
@ApplicationScoped
public class UploadClaims {
    private final UploadRepository uploads;
    private final Locks locks;
    private final Clock clock;

    UploadClaims(UploadRepository uploads, Locks locks, Clock clock) {
        this.uploads = uploads;
        this.locks = locks;
        this.clock = clock;
    }

    /** @param claimed whether it belongs to a submission already */
    public record Claimable(Upload upload, boolean claimed) {}

    /** Locks all of these uploads, so that nobody else claims some of them meanwhile. Those that do not exist are no harm. */
    public void lock(String snap, Collection<String> components) {
        NavigableSet<String> inOrder = new TreeSet<>(components);
        inOrder.add(snap);
        inOrder.forEach(id -> locks.row(Lock.UPLOAD, UploadEntity.class, id));
    }

    /**
     * The upload under a lock.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if there is none, or nobody claimed it in time
     */
    public Claimable find(String id) {
        UploadEntity row = row(id);
        return new Claimable(row.toUpload(), row.claimedAt != null);
    }

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} if it cannot be claimed */
    public void claim(String id) {
        UploadEntity row = row(id);
        if (row.claimedAt != null) {
            throw taken();
        }
        row.claimedAt = clock.instant();
    }

    /** An upload that was claimed. */
    public Upload claimed(String id) {
        return uploads.findByIdOptional(id).orElseThrow().toUpload();
    }

    private UploadEntity row(String id) {
        return locks.row(Lock.UPLOAD, UploadEntity.class, id)
                .filter(row -> row.claimedAt != null || row.expiresAt.isAfter(clock.instant()))
                .orElseThrow(() -> invalid("there is no such upload, or it has expired; upload the file again"));
    }

    public static StoreException taken() {
        return invalid("it was claimed for something else; upload the file again");
    }

    public static StoreException invalid(String why) {
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.INVALID_FIELD, "cannot use the uploaded file: " + why, Map.of("field", "updown_id"))));
    }
}
