package org.brandstore.snap.review;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * What a store does about each finding.
 *
 * @param actions one for every check
 * @param maxBytes from which size on {@link ReviewCheck#SIZE} is found; at least 1
 * @param grantApprovals how many others must approve what somebody wants to grant to a snap, from 0 to {@value #MOST_APPROVALS}
 */
public record ReviewPolicy(Map<ReviewCheck, ReviewAction> actions, long maxBytes, int grantApprovals) {
    /** More people than that are not asked about one change. */
    public static final int MOST_APPROVALS = 5;

    /** 2 GiB: four times the largest kernel snap that is common. */
    public static final long STANDARD_MAX_BYTES = 1L << 31;

    /** Of a store that has said nothing. */
    public static final ReviewPolicy STANDARD = new ReviewPolicy(Map.of(), STANDARD_MAX_BYTES, 0);

    /** Checks about which nothing is said get their standard action. */
    public ReviewPolicy {
        Map<ReviewCheck, ReviewAction> complete = new EnumMap<>(ReviewCheck.class);
        for (ReviewCheck check : ReviewCheck.values()) {
            ReviewAction action = actions.getOrDefault(check, check.standard());
            if (!check.isConfigurable() && action != check.standard()) {
                throw new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot set the action of " + check.code() + ": it is always "
                                + check.standard().wireName());
            }
            complete.put(check, action);
        }
        if (maxBytes < 1) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot set the size limit to " + maxBytes + ": it must be at least 1 byte");
        }
        if (grantApprovals < 0 || grantApprovals > MOST_APPROVALS) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot ask " + grantApprovals + " people to approve grants: it must be from 0 to "
                            + MOST_APPROVALS);
        }
        actions = Collections.unmodifiableMap(complete);
    }

    public ReviewAction action(ReviewCheck check) {
        return actions.getOrDefault(check, check.standard());
    }

    /** The same but for one check. */
    public ReviewPolicy with(ReviewCheck check, ReviewAction action) {
        Map<ReviewCheck, ReviewAction> changed = new EnumMap<>(actions);
        changed.put(check, action);
        return new ReviewPolicy(changed, maxBytes, grantApprovals);
    }
}
