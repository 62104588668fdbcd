package org.brandstore.snap.grant;

import org.brandstore.assertion.Headers;
import org.brandstore.snap.Snap;

/**
 * What was granted to a snap, as its declaration says it.
 *
 * @param headers those of the declaration that grant something: plugs, slots, aliases, auto-aliases, refresh-control and
 *     revision-authority (assertions.md 3.8)
 * @param revision of the declaration
 * @param format in which it is signed: the lowest that carries the grants
 */
public record SnapGrants(Snap snap, Headers headers, int revision, int format) {}
