package org.brandstore.release.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;

/**
 * One entry of a snap's history of releases.
 *
 * @param id grows with time within a snap
 * @param revision empty where the channel was closed
 * @param percentage the share of the devices, 0 where going to a share ended; empty if it was all of them
 * @param by who asked for it; empty if the store did it by itself
 */
public record ChannelMove(
        long id,
        Architecture architecture,
        Channel channel,
        Optional<Revision> revision,
        OptionalInt percentage,
        Optional<PersonId> by,
        Instant at) {}
