package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.blob.BlobId;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.file.SnapContents;
import org.brandstore.snap.upload.UploadClaims;

/** The files of submissions. */
@ApplicationScoped
class SubmittedFiles {
    private final UploadClaims uploads;
    private final SubmissionComponentRepository components;
    private final SnapFiles files;

    SubmittedFiles(UploadClaims uploads, SubmissionComponentRepository components, SnapFiles files) {
        this.uploads = uploads;
        this.components = components;
        this.files = files;
    }

    /** @throws StoreException {@link ErrorCode#INVALID_SNAP} if one of them cannot be read, with which and why */
    SubmittedSnap read(SubmissionEntity submission) {
        BlobId blob = blob(submission.uploadId);
        SnapContents contents = files.read(blob.digest());
        List<SubmittedSnap.Component> read = new ArrayList<>();
        for (SubmissionComponentEntity component : components.of(submission.id)) {
            read.add(read(component, contents));
        }
        return new SubmittedSnap(blob, contents, read, List.of());
    }

    private SubmittedSnap.Component read(SubmissionComponentEntity component, SnapContents snap) {
        BlobId blob = blob(component.uploadId);
        try {
            return new SubmittedSnap.Component(
                    new SnapName(component.name),
                    blob,
                    files.readComponent(blob.digest(), snap.metadata().architectures()));
        } catch (StoreException e) {
            if (e.code() != ErrorCode.INVALID_SNAP) {
                throw e;
            }
            throw new StoreException(
                    ErrorCode.INVALID_SNAP,
                    "cannot use the file of component " + component.name + ": " + e.getMessage(),
                    e);
        }
    }

    private BlobId blob(String upload) {
        return uploads.claimed(upload).blob();
    }
}
