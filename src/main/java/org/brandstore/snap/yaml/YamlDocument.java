package org.brandstore.snap.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.yaml.YamlValue.Kind;
import org.brandstore.snap.yaml.YamlValue.Mapping;
import org.brandstore.snap.yaml.YamlValue.Scalar;
import org.brandstore.snap.yaml.YamlValue.Sequence;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;

/** Turns the events of one document into a value, counting as it goes. */
final class YamlDocument {
    private static final String TAGS = "tag:yaml.org,2002:";
    private static final Set<String> KNOWN_TAGS = Set.of(
            "!", TAGS + "str", TAGS + "int", TAGS + "float", TAGS + "bool", TAGS + "null", TAGS + "seq", TAGS + "map");
    private static final String MERGE = "<<";
    /** Keys make up the places in messages, so they are bounded. */
    private static final int LONGEST_KEY = 1024;

    private final String file;
    private final Iterator<Event> events;
    private final YamlLimits limits;
    private final Map<String, YamlValue> anchors = new HashMap<>();
    private int values;

    YamlDocument(String file, Iterator<Event> events, YamlLimits limits) {
        this.file = file;
        this.events = events;
        this.limits = limits;
    }

    YamlValue read() {
        next(); // start of the stream
        if (!(next() instanceof DocumentStartEvent)) {
            return new Scalar("", Kind.NULL);
        }
        YamlValue value = value(next(), 0);
        next(); // end of the document
        Event after = next();
        if (!(after instanceof StreamEndEvent)) {
            throw wrong(after, "there is a second document; only one is allowed");
        }
        return value;
    }

    private YamlValue value(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            YamlValue target = anchors.get(alias.getAnchor());
            if (target == null) {
                throw wrong(event, "the alias refers to nothing before it, or to itself");
            }
            count(event, target.weight());
            return target;
        }
        count(event, 1);
        if (depth > limits.maxDepth()) {
            throw wrong(event, "lists and maps lie deeper than " + limits.maxDepth() + " levels");
        }
        YamlValue value = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            default -> throw wrong(event, "a value is missing");
        };
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, value);
        }
        return value;
    }

    private Scalar scalar(ScalarEvent event) {
        String tag = event.getTag();
        requireKnownTag(event, tag);
        boolean byLook = tag == null && event.getImplicit().canOmitTagInPlainScalar();
        boolean text = !byLook && (tag == null || tag.equals("!") || tag.equals(TAGS + "str"));
        Scalar scalar = new Scalar(event.getValue(), text ? Kind.TEXT : YamlScalars.kindOf(event.getValue()));
        count(event, scalar.weight() - 1); // the one is counted for every value
        return scalar;
    }

    private Sequence sequence(SequenceStartEvent start, int depth) {
        requireKnownTag(start, start.getTag());
        List<YamlValue> items = new ArrayList<>();
        int weight = 1;
        for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
            YamlValue item = value(event, depth + 1);
            items.add(item);
            weight += item.weight();
        }
        return new Sequence(Collections.unmodifiableList(items), weight);
    }

    private Mapping mapping(MappingStartEvent start, int depth) {
        requireKnownTag(start, start.getTag());
        SequencedMap<String, YamlValue> entries = new LinkedHashMap<>();
        List<Mapping> merged = new ArrayList<>();
        boolean textKeys = true;
        for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
            if (!(value(event, depth + 1) instanceof Scalar key)) {
                throw wrong(event, "a key must be a text");
            }
            if (key.text().length() > LONGEST_KEY) {
                throw wrong(event, "a key is longer than " + LONGEST_KEY + " characters");
            }
            YamlValue value = value(next(), depth + 1);
            if (key.text().equals(MERGE) && isPlain(event)) {
                merged.addAll(merged(event, value));
            } else if (entries.putIfAbsent(key.text(), value) != null) {
                throw wrong(event, "the key \"" + key.text() + "\" is there twice");
            }
            textKeys &= key.kind() == Kind.TEXT;
        }
        for (Mapping mapping : merged) {
            mapping.entries().forEach(entries::putIfAbsent);
            textKeys &= mapping.textKeys();
        }
        int weight = 1;
        for (YamlValue value : entries.values()) {
            weight += 1 + value.weight();
        }
        return new Mapping(Collections.unmodifiableSequencedMap(entries), textKeys, weight);
    }

    private static boolean isPlain(Event key) {
        return key instanceof ScalarEvent scalar && scalar.isPlain();
    }

    /** The maps that a merge key brings in: one, or a list of them. */
    private List<Mapping> merged(Event event, YamlValue value) {
        List<YamlValue> sources = value instanceof Sequence sequence ? sequence.items() : List.of(value);
        List<Mapping> mappings = new ArrayList<>();
        for (YamlValue source : sources) {
            if (!(source instanceof Mapping mapping)) {
                throw wrong(event, "a merge key needs a map or a list of maps");
            }
            mappings.add(mapping);
        }
        return mappings;
    }

    private void count(Event event, int more) {
        values += more;
        if (values > limits.maxValues()) {
            throw wrong(event, "it holds more than " + limits.maxValues() + " values, aliases written out");
        }
    }

    private void requireKnownTag(Event event, @Nullable String tag) {
        if (tag != null && !KNOWN_TAGS.contains(tag)) {
            throw wrong(event, "the tag " + tag + " is not allowed");
        }
    }

    private Event next() {
        try {
            return events.next();
        } catch (MarkedYAMLException e) {
            throw BadYaml.at(
                    file,
                    place(e.getProblemMark()),
                    Optional.ofNullable(e.getProblem()).orElse("not valid YAML"));
        } catch (RuntimeException e) {
            // for characters that YAML does not allow it has no mark; and whatever else the parser may throw is the
            // file's fault
            String reason = Optional.ofNullable(e.getMessage()).orElse("not valid YAML");
            throw BadYaml.at(file, "", reason.lines().findFirst().orElse("not valid YAML"));
        }
    }

    private StoreException wrong(Event event, String what) {
        return BadYaml.at(file, place(event.getStartMark()), what);
    }

    private static String place(@Nullable Mark mark) {
        return mark == null ? "" : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
