package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.blob.BlobId;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.file.SnapContents;

/** The file of a submission and the snap that it is meant for. */
@ApplicationScoped
class SubmittedFiles {
    private final UploadRepository uploads;
    private final SnapRepository snaps;
    private final SnapFiles files;
    private final AutomaticReview review;

    SubmittedFiles(UploadRepository uploads, SnapRepository snaps, SnapFiles files, AutomaticReview review) {
        this.uploads = uploads;
        this.snaps = snaps;
        this.files = files;
        this.review = review;
    }

    BlobId blob(SubmissionEntity submission) {
        return uploads.findByIdOptional(submission.uploadId)
                .orElseThrow()
                .toUpload()
                .blob();
    }

    SnapContents read(SubmissionEntity submission) {
        return files.read(blob(submission).digest());
    }

    Verdict judge(SubmissionEntity submission, SnapContents contents) {
        Snap snap = snaps.findByIdOptional(submission.snapId).orElseThrow().toSnap();
        return review.judge(snap, contents);
    }

    SnapEntity lockSnap(SnapId id) {
        return snaps.findLocked(id).orElseThrow();
    }
}
