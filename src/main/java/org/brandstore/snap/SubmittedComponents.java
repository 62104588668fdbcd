package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.upload.UploadClaims;

/** The components that were sent with a snap. */
@ApplicationScoped
class SubmittedComponents {
    private final SubmissionComponentRepository rows;
    private final UploadClaims claims;

    SubmittedComponents(SubmissionComponentRepository rows, UploadClaims claims) {
        this.rows = rows;
        this.claims = claims;
    }

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} if one of the uploads cannot be claimed */
    void add(SubmissionEntity submission, Map<SnapName, String> sent) {
        Map<String, String> byName = new TreeMap<>();
        sent.forEach((name, upload) -> byName.put(name.value(), upload));
        byName.forEach((name, upload) -> {
            claims.claim(upload);
            SubmissionComponentEntity row = new SubmissionComponentEntity();
            row.submissionId = submission.id;
            row.name = name;
            row.uploadId = upload;
            rows.persist(row);
        });
    }

    /** The names of the components that were sent with it, and their uploads. */
    Map<SnapName, String> of(SubmissionEntity submission) {
        return rows.of(submission.id).stream()
                .collect(Collectors.toMap(row -> new SnapName(row.name), row -> row.uploadId));
    }
}
