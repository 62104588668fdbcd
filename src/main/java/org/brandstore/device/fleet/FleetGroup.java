package org.brandstore.device.fleet;

import java.util.Optional;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/**
 * Devices that have told the same about one snap.
 *
 * @param channel what they follow
 * @param revision what they run
 * @param architecture what their model is made for, where it says so
 * @param devices how many
 */
public record FleetGroup(
        SnapId snap, Channel channel, Revision revision, Optional<Architecture> architecture, long devices) {}
