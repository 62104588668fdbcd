package org.brandstore.snap.review;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.brandstore.assertion.Headers;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.file.ComponentContents;
import org.brandstore.snap.file.SnapContents;

/**
 * An upload as the review sees it.
 *
 * @param size of the snap file in bytes, or of the largest component if that is larger
 * @param declaration the headers of the snap's declaration, with what was granted
 * @param components those that came with the snap
 * @param carriedOver the names of those that the revision takes over from the one before it
 * @param publishers tells who publishes another snap of the brand
 */
public record ReviewSubject(
        SnapId id,
        AccountId publisher,
        SnapContents contents,
        long size,
        Headers declaration,
        Map<SnapName, ComponentContents> components,
        Set<SnapName> carriedOver,
        Function<SnapName, Optional<AccountId>> publishers) {
    public ReviewSubject {
        components = Map.copyOf(components);
        carriedOver = Set.copyOf(carriedOver);
    }
}
