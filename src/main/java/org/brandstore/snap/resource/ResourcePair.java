package org.brandstore.snap.resource;

import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/**
 * A revision of a component that goes with a revision of its snap, as a signed {@code snap-resource-pair} says.
 *
 * @param snapRevision of the snap
 */
public record ResourcePair(SnapId snap, Revision snapRevision, ResourceRevision resource) {}
