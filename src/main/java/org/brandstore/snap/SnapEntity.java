package org.brandstore.snap;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.naming.Track;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "snap")
class SnapEntity {
    @Id
    String id = "";

    String name = "";

    @Column(name = "store_id")
    String storeId = "";

    @Column(name = "brand_id")
    String brandId = "";

    @Column(name = "publisher_id")
    String publisherId = "";

    @Column(name = "private")
    boolean isPrivate;

    @Column(name = "default_track")
    String defaultTrack = "";

    String title = "";
    String summary = "";
    String description = "";

    @Nullable String license;

    @Column(name = "icon_sha3_384")
    @Nullable String iconSha3;

    @Column(name = "last_revision")
    int lastRevision;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Version
    int version;

    Snap toSnap() {
        return new Snap(
                new SnapId(id),
                new SnapName(name),
                new StoreId(storeId),
                new AccountId(brandId),
                new AccountId(publisherId),
                isPrivate,
                new Track(defaultTrack),
                title,
                summary,
                description,
                Optional.ofNullable(license),
                createdAt);
    }
}
