package org.brandstore.snap;

import java.util.UUID;

/** Fired when a submission was taken in, so that somebody begins with it. */
record SubmissionTaken(UUID submission) {}
