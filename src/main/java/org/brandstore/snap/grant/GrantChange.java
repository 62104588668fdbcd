package org.brandstore.snap.grant;

import java.util.OptionalInt;
import org.brandstore.assertion.Headers;

/**
 * A wish for other grants.
 *
 * @param headers all that are to be there afterwards; what is left out is taken away
 * @param basedOn the revision of the declaration that was edited; if another is current by now, the wish is refused
 * @param reason for the audit log, for ever
 */
public record GrantChange(Headers headers, OptionalInt basedOn, String reason) {}
