package org.brandstore.snap.file;

import java.util.Optional;
import java.util.Set;
import org.brandstore.snap.metadata.Ordered;
import org.brandstore.snap.metadata.ReviewFindings;
import org.brandstore.snap.metadata.SnapMetadata;

/**
 * What a snap file holds, as far as a store needs it.
 *
 * @param snapYaml {@code meta/snap.yaml} as it is in the file
 * @param gadgetYaml {@code meta/gadget.yaml} as it is in the file; only of gadgets, which need not have one
 * @param hooks the names of all hooks that snapd would run: those the snap.yaml lists and those that are files
 */
public record SnapContents(
        SnapMetadata metadata,
        String snapYaml,
        Optional<String> gadgetYaml,
        Optional<Icon> icon,
        Set<String> hooks,
        ReviewFindings findings) {
    public SnapContents {
        hooks = Ordered.copyOf(hooks);
    }
}
