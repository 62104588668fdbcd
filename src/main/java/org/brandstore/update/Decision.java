package org.brandstore.update;

import java.time.Instant;
import org.brandstore.account.PersonId;
import org.brandstore.approval.Verdict;

/** What one person has decided about a release request, and why. */
public record Decision(PersonId person, Verdict verdict, String reason, Instant at) {}
