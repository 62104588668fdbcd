package org.brandstore.snap.file;

import java.util.Set;
import org.brandstore.snap.metadata.ComponentMetadata;
import org.brandstore.snap.metadata.Ordered;
import org.brandstore.snap.metadata.ReviewFindings;

/**
 * What a component file holds, as far as a store needs it.
 *
 * @param componentYaml {@code meta/component.yaml} as it is in the file
 * @param hooks the names of the hooks that are files and that snapd would run
 */
public record ComponentContents(
        ComponentMetadata metadata, String componentYaml, Set<String> hooks, ReviewFindings findings) {
    public ComponentContents {
        hooks = Ordered.copyOf(hooks);
    }
}
