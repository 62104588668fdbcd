package org.brandstore.snap.review;

import java.util.Arrays;
import java.util.Optional;

/** What a store does about a finding. */
public enum ReviewAction {
    /** It is written down, nothing else. */
    NOTE("note"),
    /** A person has to look at the upload first. */
    REVIEW("review"),
    /** The upload is refused. */
    REJECT("reject");

    private final String wireName;

    ReviewAction(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<ReviewAction> find(String wireName) {
        return Arrays.stream(values())
                .filter(action -> action.wireName.equals(wireName))
                .findFirst();
    }
}
