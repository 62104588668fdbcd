package org.brandstore.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The apps of a revision, as far as search and command names need them.
 *
 * @param names the apps, sorted
 * @param commonIds under which software centres know them
 */
public record SnapApps(List<String> names, Set<String> commonIds) {
    static final SnapApps NONE = new SnapApps(List.of(), Set.of());

    private static final int MAX_CODE_POINTS = 1 << 20;
    private static final int MAX_ALIASES = 20;

    public SnapApps {
        names = List.copyOf(names);
        commonIds = Set.copyOf(commonIds);
    }

    /**
     * Reads {@code meta/snap.yaml}, which was checked when it was uploaded.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    static SnapApps of(String snapYaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        try {
            Object document = new Yaml(new SafeConstructor(options)).load(snapYaml);
            if (!(document instanceof Map<?, ?> top)) {
                throw new IllegalArgumentException("it is not a map");
            }
            return top.get("apps") instanceof Map<?, ?> apps ? read(apps) : NONE;
        } catch (RuntimeException e) { // besides its own, the reader throws what converting strange scalars throws
            throw new IllegalArgumentException("cannot read snap.yaml: " + e.getMessage(), e);
        }
    }

    private static SnapApps read(Map<?, ?> apps) {
        Set<String> names = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        apps.forEach((name, app) -> {
            names.add(String.valueOf(name));
            if (app instanceof Map<?, ?> fields && fields.get("common-id") instanceof String id) {
                ids.add(id);
            }
        });
        return new SnapApps(new ArrayList<>(names), ids);
    }
}
