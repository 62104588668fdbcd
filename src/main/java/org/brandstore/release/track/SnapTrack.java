package org.brandstore.release.track;

import java.time.Instant;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;

/** A track of a snap, which holds four channels and their branches. */
public record SnapTrack(SnapId snap, Track name, Instant createdAt) {}
