package org.brandstore.snap;

import java.time.Instant;
import org.brandstore.account.PersonId;

/**
 * What a reviewer decided about a submission.
 *
 * @param approved else rejected
 */
public record ReviewDecision(PersonId person, boolean approved, String reason, Instant at) {}
