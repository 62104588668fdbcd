package org.brandstore.snap;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.naming.Track;

/**
 * A registered snap. Its id is never reused and its name belongs to it within its brand.
 *
 * @param store the home store, whose people and policies decide about the snap
 * @param brand whose store that is
 * @param publisher who may upload
 * @param isPrivate whether it is hidden from searches; devices of the store's models can use it all the same
 * @param defaultTrack what a channel without a track means
 * @param title what people read as its name; empty until the first revision
 * @param license an SPDX expression
 */
public record Snap(
        SnapId id,
        SnapName name,
        StoreId store,
        AccountId brand,
        AccountId publisher,
        boolean isPrivate,
        Track defaultTrack,
        String title,
        String summary,
        String description,
        Optional<String> license,
        Instant createdAt) {}
