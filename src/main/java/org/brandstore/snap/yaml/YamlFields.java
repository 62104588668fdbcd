package org.brandstore.snap.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.yaml.YamlValue.Kind;
import org.brandstore.snap.yaml.YamlValue.Mapping;
import org.brandstore.snap.yaml.YamlValue.Scalar;
import org.brandstore.snap.yaml.YamlValue.Sequence;

/** The fields of a map in a document, read by the type that they must have; an error names the keys that lead to the place. */
public final class YamlFields {
    /** Of plain values, which are kept and passed on in formats with limits of their own. */
    private static final int DEEPEST = 64;

    private final String file;
    private final String path;
    private final Mapping mapping;

    private YamlFields(String file, String path, Mapping mapping) {
        this.file = file;
        this.path = path;
        this.mapping = mapping;
    }

    static YamlFields ofDocument(String file, YamlValue value) {
        if (value instanceof Mapping mapping) {
            return new YamlFields(file, "", mapping);
        }
        throw BadYaml.at(file, "", "it must be a map, not " + value.kindName());
    }

    /** For a document that may say nothing at all, which is then a map without fields. */
    static YamlFields ofDocumentOrNone(String file, YamlValue value) {
        if (value instanceof Scalar scalar && scalar.kind() == Kind.NULL) {
            return none(file, "");
        }
        return ofDocument(file, value);
    }

    private static YamlFields none(String file, String path) {
        return new YamlFields(file, path, new Mapping(new LinkedHashMap<>(), true, Set.of(), 1));
    }

    /** The names of the fields, in the order of the file. */
    public Set<String> names() {
        return mapping.entries().sequencedKeySet();
    }

    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** Whether the key is there with anything but a null, however that is written. */
    public boolean isGiven(String name) {
        return given(name).isPresent();
    }

    /** The scalar of that name as it is written; empty where it is absent or null. */
    public Optional<String> text(String name) {
        return find(name).map(value -> requireScalar(name, value));
    }

    /**
     * The scalar of a name whose values the device checks while it reads: unlike {@link #text}, {@code Null} and {@code
     * NULL} are then empty texts, which such values can hardly be.
     */
    public Optional<String> parsed(String name) {
        return given(name).map(value -> requireScalar(name, value));
    }

    /**
     * A number as the device reads one into an unsigned field: what follows the point is cut off. Absent is absent.
     *
     * @throws StoreException INVALID_SNAP if it is no number, below zero, or above the most
     */
    public Optional<Long> unsigned(String name, long most) {
        return find(name).map(value -> {
            Optional<Double> number = value instanceof Scalar scalar ? scalar.number() : Optional.empty();
            return number.map(Double::longValue)
                    .filter(whole -> number.get() > -1 && whole >= 0 && whole <= most)
                    .orElseThrow(() -> wrong(name, "it must be a number of 0 to " + most + ", without quotes"));
        });
    }

    public String requireText(String name) {
        return text(name).orElseThrow(() -> wrong(name, "it is missing"));
    }

    /** The list of that name; no items where it is absent or null, and an empty text for each item that is null. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (YamlValue item : items(name)) {
            texts.add(requireScalar(name, item));
        }
        return texts;
    }

    /** The list of that name as {@link #parsed} reads each; no items where the list itself is absent or null. */
    public List<Optional<String>> parsedItems(String name) {
        return items(name).stream()
                .map(item -> Optional.of(item).filter(YamlFields::isPresent).map(given -> requireScalar(name, given)))
                .toList();
    }

    /** A truth value; absent or null is false. */
    public boolean truth(String name) {
        return find(name)
                .map(value -> {
                    if (value instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN) {
                        return YamlScalars.isTrue(scalar.text());
                    }
                    throw wrong(name, "it must be true or false, without quotes");
                })
                .orElse(false);
    }

    /** The list of maps of that name; no items where it is absent or null. */
    public List<YamlFields> listOfFields(String name) {
        List<YamlFields> all = new ArrayList<>();
        for (Optional<YamlFields> item : listOfOptionalFields(name)) {
            all.add(item.orElseThrow(() -> wrong(name + "[" + all.size() + "]", "it must be a map, not empty")));
        }
        return all;
    }

    /** The same, where a null stands for an item about which nothing is said. */
    public List<Optional<YamlFields>> listOfOptionalFields(String name) {
        List<Optional<YamlFields>> all = new ArrayList<>();
        for (YamlValue item : items(name)) {
            String place = name + "[" + all.size() + "]";
            if (item instanceof Mapping map) {
                all.add(Optional.of(new YamlFields(file, pathOf(place), map)));
            } else if (item instanceof Scalar scalar && scalar.kind() == Kind.NULL) {
                all.add(Optional.empty());
            } else {
                throw wrong(place, "it must be a map, not " + item.kindName());
            }
        }
        return all;
    }

    /** The map of that name; empty where it is absent or null. */
    public Optional<YamlFields> fields(String name) {
        return find(name).map(value -> {
            if (value instanceof Mapping map) {
                return new YamlFields(file, pathOf(name), map);
            }
            throw wrong(name, "it must be a map, not " + value.kindName());
        });
    }

    /** The map of that name; without fields where it is absent or null. */
    public YamlFields fieldsOrNone(String name) {
        return fields(name).orElseGet(() -> none(file, pathOf(name)));
    }

    /**
     * The same for a map whose entries the device adds to those that a merge key has brought under the same name. People
     * expect that one replaces the other, so it is refused.
     */
    public YamlFields section(String name) {
        if (mapping.joined().contains(name)) {
            throw wrong(name, "a merge key brings it as well, and devices join the two; write it once");
        }
        return fieldsOrNone(name);
    }

    /** Whether the value of that name is written as a map. */
    public boolean isMap(String name) {
        return find(name).filter(Mapping.class::isInstance).isPresent();
    }

    /**
     * The value of that name as plain objects: String, Long, Double, Boolean, List, and Map in name order.
     * Nulls, keys that are no texts, and numbers that JSON cannot say are refused.
     */
    public Object plain(String name) {
        return plain(name, entry(name), 0);
    }

    /** Refuses keys that look like numbers or truth values. */
    public void requireTextNames() {
        if (!mapping.textKeys()) {
            throw BadYaml.at(file, path, "every key must be a text; put quotes around numbers and truth values");
        }
    }

    /** The error that a field is wrong. */
    public StoreException wrong(String name, String what) {
        return BadYaml.at(file, pathOf(name), what);
    }

    private Object plain(String name, YamlValue value, int depth) {
        if (depth > DEEPEST) {
            throw wrong(name, "its lists and maps lie deeper than " + DEEPEST + " levels");
        }
        return switch (value) {
            case Scalar scalar -> plainScalar(name, scalar);
            case Sequence sequence -> {
                List<Object> items = new ArrayList<>();
                for (YamlValue item : sequence.items()) {
                    items.add(plain(name + "[" + items.size() + "]", item, depth + 1));
                }
                yield List.copyOf(items);
            }
            case Mapping map -> {
                YamlFields fields = new YamlFields(file, pathOf(name), map);
                fields.requireTextNames();
                Map<String, Object> entries = new TreeMap<>();
                for (String key : fields.names()) {
                    entries.put(key, fields.plain(key, fields.entry(key), depth + 1));
                }
                yield Collections.unmodifiableMap(entries);
            }
        };
    }

    private Object plainScalar(String name, Scalar scalar) {
        return switch (scalar.kind()) {
            case TEXT -> scalar.text();
            case BOOLEAN -> YamlScalars.isTrue(scalar.text());
            case INTEGER ->
                YamlScalars.integer(scalar.text()).orElseThrow(() -> wrong(name, "the number does not fit in 64 bits"));
            case DECIMAL ->
                YamlScalars.decimal(scalar.text()).orElseThrow(() -> wrong(name, "the number is not finite"));
            case NULL -> throw wrong(name, "it has no value");
        };
    }

    private List<YamlValue> items(String name) {
        return find(name)
                .map(value -> {
                    if (value instanceof Sequence sequence) {
                        return sequence.items();
                    }
                    throw wrong(name, "it must be a list, not " + value.kindName());
                })
                .orElse(List.of());
    }

    private String requireScalar(String name, YamlValue value) {
        if (value instanceof Scalar scalar) {
            return scalar.asText();
        }
        throw wrong(name, "it must be a text, not " + value.kindName());
    }

    private YamlValue entry(String name) {
        return Optional.ofNullable(mapping.entries().get(name)).orElseThrow(() -> wrong(name, "it is missing"));
    }

    private Optional<YamlValue> given(String name) {
        return Optional.ofNullable(mapping.entries().get(name)).filter(YamlFields::isPresent);
    }

    private static boolean isPresent(YamlValue value) {
        return !(value instanceof Scalar scalar && scalar.isAbsent());
    }

    private Optional<YamlValue> find(String name) {
        return Optional.ofNullable(mapping.entries().get(name))
                .filter(value -> !(value instanceof Scalar scalar && scalar.kind() == Kind.NULL));
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
