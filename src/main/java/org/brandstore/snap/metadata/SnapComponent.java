package org.brandstore.snap.metadata;

import java.util.Set;
import org.brandstore.naming.SnapName;

/**
 * A component as its snap declares it.
 *
 * @param hooks the names of the hooks that the snap.yaml lists for it
 */
public record SnapComponent(SnapName name, ComponentType type, String summary, String description, Set<String> hooks) {
    public SnapComponent {
        hooks = Ordered.copyOf(hooks);
    }
}
