package org.brandstore.snap.metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What clients are told of {@code meta/snap.yaml} besides its text.
 *
 * @param names the apps, sorted
 * @param commonIds under which software centres know them
 * @param links addresses for people, by kind such as {@code contact} and {@code website}
 */
public record YamlFacts(List<String> names, Set<String> commonIds, SortedMap<String, List<String>> links) {
    /** Of a snap without apps and addresses. */
    public static final YamlFacts NONE = new YamlFacts(List.of(), Set.of(), new TreeMap<>());

    private static final int MAX_CODE_POINTS = 1 << 20;
    private static final int MAX_ALIASES = 20;

    public YamlFacts {
        names = List.copyOf(names);
        commonIds = Collections.unmodifiableSortedSet(new TreeSet<>(commonIds));
        links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
    }

    /**
     * Reads {@code meta/snap.yaml}, which was checked when it was uploaded.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public static YamlFacts of(String snapYaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        try {
            Object document = new Yaml(new SafeConstructor(options)).load(snapYaml);
            if (!(document instanceof Map<?, ?> top)) {
                throw new IllegalArgumentException("it is not a map");
            }
            return read(top);
        } catch (RuntimeException e) { // besides its own, the reader throws what converting strange scalars throws
            throw new IllegalArgumentException("cannot read snap.yaml: " + e.getMessage(), e);
        }
    }

    private static YamlFacts read(Map<?, ?> top) {
        Set<String> names = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        if (top.get("apps") instanceof Map<?, ?> apps) {
            apps.forEach((name, app) -> {
                names.add(String.valueOf(name));
                if (app instanceof Map<?, ?> fields && fields.get("common-id") instanceof String id) {
                    ids.add(id);
                }
            });
        }
        SortedMap<String, List<String>> links = new TreeMap<>();
        if (top.get("links") instanceof Map<?, ?> kinds) {
            kinds.forEach((kind, values) -> links.put(String.valueOf(kind), texts(values)));
            links.values().removeIf(List::isEmpty);
        }
        return new YamlFacts(new ArrayList<>(names), ids, links);
    }

    /** Clients throw away an answer in which a kind of link is anything but a list of strings (device-api.md 1.5). */
    private static List<String> texts(@Nullable Object values) {
        List<?> list = values instanceof List<?> many ? many : Collections.singletonList(values);
        return list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }
}
