package org.brandstore.snap.delta;

import org.brandstore.blob.BlobId;

/** What came of making a delta. */
sealed interface DeltaOutcome {
    /** It reproduces the target and is worth it. */
    record Made(BlobId file) implements DeltaOutcome {}

    /** It would not save enough. Never tried again. */
    record Useless(String why) implements DeltaOutcome {}

    /** It could not be made, or does not reproduce the target. Tried again a few times. */
    record Failed(String why) implements DeltaOutcome {}
}
