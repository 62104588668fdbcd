package org.brandstore.snap.metadata;

import java.util.Optional;
import org.brandstore.naming.SnapName;

/**
 * What a valid {@code meta/component.yaml} says.
 *
 * @param snap the snap that it extends
 * @param name its name within that snap
 * @param version absent means the version of the snap
 * @param provenance absent means the default, {@code global-upload}
 */
public record ComponentMetadata(
        SnapName snap,
        SnapName name,
        ComponentType type,
        Optional<String> version,
        String summary,
        String description,
        Optional<String> provenance) {}
