package org.brandstore.snap.collaborator;

import java.time.Instant;
import org.brandstore.account.PersonId;

/** Somebody who may upload, describe and release one snap. */
public record Collaborator(PersonId person, PersonId addedBy, Instant addedAt) {}
