package org.brandstore.snap.review;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

@Entity
@Table(name = "review_limit")
class ReviewLimitEntity {
    @Id
    @Column(name = "store_id")
    String storeId = "";

    @Column(name = "max_bytes")
    long maxBytes;

    @Column(name = "grant_approvals")
    int grantApprovals;

    @Version
    int version;
}
