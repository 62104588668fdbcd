package org.brandstore.snap.review;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;

@Entity
@Table(name = "review_policy")
@IdClass(ReviewPolicyEntity.Key.class)
class ReviewPolicyEntity {
    record Key(String storeId, String check) implements Serializable {}

    @Id
    @Column(name = "store_id")
    String storeId = "";

    @Id
    @Column(name = "check_code")
    String check = "";

    String action = "";

    @Version
    int version;
}
