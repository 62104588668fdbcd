package org.brandstore.update.statement;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

/**
 * What a gating snap says of a snap whose refreshes wait for its word.
 *
 * @param approved the snap that waits
 * @param name its name, if it is known here
 * @param validation what was said of one revision; empty if nothing was yet
 * @param required whether the gating snap's declaration makes the snap wait
 * @param since when the declaration or the validation was made
 */
public record GatedRevision(
        SnapId approved, Optional<SnapName> name, Optional<Assertion> validation, boolean required, Instant since) {}
