package org.brandstore.snap;

import org.brandstore.account.Actor;
import org.brandstore.naming.Channel;

/**
 * Fired in the transaction in which a channel comes to offer a revision to all of its devices, however that came about: an
 * observer that fails holds the release up.
 *
 * @param actor who brought it about
 */
public record RevisionReleased(SnapRevision revision, Channel channel, Actor actor) {}
