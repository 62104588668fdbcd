package org.brandstore.release.channel;

import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;

/** A branch of a snap whose time is over, and that is still open. */
public record ExpiredBranch(SnapId snap, Channel channel) {}
