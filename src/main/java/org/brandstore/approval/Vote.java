package org.brandstore.approval;

import java.time.Instant;
import org.brandstore.account.PersonId;

/** What one person has decided about a proposal, and why. */
public record Vote(PersonId person, Verdict verdict, String reason, Instant at) {}
