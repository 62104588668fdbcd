package org.brandstore.channel;

import java.time.Instant;

/**
 * A revision that a channel has offered since it was opened.
 *
 * @param at when it was released last
 */
public record Release<R>(Instant at, R revision) {}
