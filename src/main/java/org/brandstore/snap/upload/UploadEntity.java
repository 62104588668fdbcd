package org.brandstore.snap.upload;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.brandstore.blob.BlobId;
import org.brandstore.naming.Sha3_384;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "upload")
class UploadEntity {
    @Id
    String id = "";

    @Column(name = "sha3_384")
    String sha3_384 = "";

    long size;
    String filename = "";

    @Column(name = "received_at")
    Instant receivedAt = Instant.EPOCH;

    @Column(name = "expires_at")
    Instant expiresAt = Instant.EPOCH;

    @Column(name = "claimed_at")
    @Nullable Instant claimedAt;

    @Version
    int version;

    static UploadEntity of(Upload upload) {
        UploadEntity row = new UploadEntity();
        row.id = upload.id();
        row.sha3_384 = upload.blob().digest().hex();
        row.size = upload.blob().size();
        row.filename = upload.filename();
        row.receivedAt = upload.receivedAt();
        row.expiresAt = upload.expiresAt();
        return row;
    }

    Upload toUpload() {
        return new Upload(id, new BlobId(new Sha3_384(sha3_384), size), filename, receivedAt, expiresAt);
    }
}
