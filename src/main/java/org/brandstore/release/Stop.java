package org.brandstore.release;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/**
 * A revision that a channel offers to no further device. Those that have it keep it, the others stay with what they have.
 *
 * @param by who stopped it; empty for the operator of the server
 */
public record Stop(SnapId snap, Channel channel, Revision revision, Instant at, Optional<PersonId> by, String reason) {}
