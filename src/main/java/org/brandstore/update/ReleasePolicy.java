package org.brandstore.update;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.brandstore.naming.Risk;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * How many people other than the requester must approve a release, by risk level. Branches follow their risk level.
 *
 * @param approvals for each of the four levels, 0 to {@value #MOST}; 0 lets a release apply at once
 */
public record ReleasePolicy(Map<Risk, Integer> approvals) {
    /** More people than this never sit in one team. */
    public static final int MOST = 9;

    /** What holds for a store that has decided nothing. */
    public static final ReleasePolicy DEFAULT =
            new ReleasePolicy(Map.of(Risk.STABLE, 1, Risk.CANDIDATE, 1, Risk.BETA, 0, Risk.EDGE, 0));

    public ReleasePolicy {
        for (Risk risk : Risk.values()) {
            Integer number = approvals.get(risk);
            if (number == null || number < 0 || number > MOST) {
                throw new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot use this policy: " + risk.wireName() + " needs a number of approvals from 0 to "
                                + MOST);
            }
        }
        approvals = Collections.unmodifiableMap(new EnumMap<>(approvals));
    }

    public int approvals(Risk risk) {
        return approvals.getOrDefault(risk, MOST);
    }
}
