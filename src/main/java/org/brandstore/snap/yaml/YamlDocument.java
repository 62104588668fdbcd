package org.brandstore.snap.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.brandstore.naming.ShownText;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.yaml.YamlValue.Kind;
import org.brandstore.snap.yaml.YamlValue.Mapping;
import org.brandstore.snap.yaml.YamlValue.Scalar;
import org.brandstore.snap.yaml.YamlValue.Sequence;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
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
    private static final Map<String, Kind> SCALAR_TAGS = Map.of(
            TAGS + "str", Kind.TEXT,
            TAGS + "int", Kind.INTEGER,
            TAGS + "float", Kind.DECIMAL,
            TAGS + "bool", Kind.BOOLEAN,
            TAGS + "null", Kind.NULL);
    private static final String MERGE = "<<";
    private static final Pattern ANCHOR = Pattern.compile("[A-Za-z0-9_-]+");
    /** Keys make up the places in messages, so they are bounded. */
    private static final int LONGEST_KEY = 1024;

    private final String file;
    private final YamlSource source;
    private final Iterator<Event> events;
    private final YamlLimits limits;
    private final Map<String, YamlValue> anchors = new HashMap<>();
    private int values;
    private boolean ended;

    YamlDocument(String file, YamlSource source, YamlLimits limits) {
        this.file = file;
        this.source = source;
        this.events = source.events();
        this.limits = limits;
    }

    YamlValue read() {
        next(); // start of the stream
        if (!(next() instanceof DocumentStartEvent)) {
            return new Scalar("", Kind.NULL);
        }
        YamlValue value = value(next(), 0);
        next(); // end of the document
        ended = true;
        for (Event after = next(); !(after instanceof StreamEndEvent); after = next()) {
            requireEmptyDocument(after);
        }
        return value;
    }

    /** A device reads the first document only, and a person may not notice that. */
    private void requireEmptyDocument(Event start) {
        if (!(value(next(), 0) instanceof Scalar scalar) || scalar.kind() != Kind.NULL) {
            throw wrong(start, "there is a second document; only one is allowed");
        }
        next(); // its end
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
            if (!ANCHOR.matcher(anchor).matches()) {
                throw wrong(event, "an anchor may hold only letters, digits, _ and -");
            }
            anchors.put(anchor, value);
        }
        return value;
    }

    private Scalar scalar(ScalarEvent event) {
        String text = event.getValue();
        ShownText.problemInLines(text).ifPresent(problem -> {
            throw wrong(event, "a text holds " + problem + ", which no text may");
        });
        requireColonWithBlank(event);
        if (event.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                && source.hasSurrogateEscape(event.getStartMark(), event.getEndMark())) {
            throw wrong(event, "a character above U+FFFF must be written as \\U and eight digits");
        }
        if (source.isIndentedByTab(event)) {
            throw wrong(event, "the text begins with a tab, where devices expect its indentation; write blanks");
        }
        Scalar scalar = new Scalar(text, kind(event, text));
        count(event, scalar.weight() - 1); // the one is counted for every value
        return scalar;
    }

    private Kind kind(ScalarEvent event, String text) {
        String tag = event.getTag();
        boolean plain = event.getImplicit().canOmitTagInPlainScalar();
        if (tag == null && !plain) {
            return Kind.TEXT;
        }
        if (YamlScalars.isEndlessNumber(text)) {
            throw wrong(event, "a number is longer than " + YamlScalars.LONGEST_NUMBER + " characters; quote a text");
        }
        return tag == null ? YamlScalars.kindOf(text) : tagged(event, tag, text);
    }

    /** What a tag says must be true, or the device refuses the file. */
    private Kind tagged(ScalarEvent event, String tag, String text) {
        Kind wanted = SCALAR_TAGS.get(tag);
        if (wanted == null) {
            throw foreignTag(event, tag);
        }
        Kind found = wanted == Kind.TEXT ? Kind.TEXT : YamlScalars.kindOf(text);
        if (wanted == Kind.DECIMAL
                && found == Kind.INTEGER
                && YamlScalars.integer(text).isPresent()) {
            return Kind.DECIMAL;
        }
        if (found != wanted) {
            throw wrong(event, "the tag " + tag + " is on what is none; leave the tag out");
        }
        return found;
    }

    /** Between brackets the device takes {@code a:} before a bracket or comma for a text, other readers for a key. */
    private void requireColonWithBlank(ScalarEvent event) {
        if (event.isPlain() && !event.getValue().isEmpty() && source.hasTightColon(event.getEndMark())) {
            throw wrong(event, "a colon after a key needs a blank after it");
        }
    }

    private Sequence sequence(SequenceStartEvent start, int depth) {
        if (start.getTag() != null && !start.getTag().equals(TAGS + "seq")) {
            throw foreignTag(start, start.getTag());
        }
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
        if (start.getTag() != null && !start.getTag().equals(TAGS + "map")) {
            throw foreignTag(start, start.getTag());
        }
        MappingBuilder entries = new MappingBuilder();
        for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
            Scalar key = key(event, depth + 1);
            Event from = next();
            YamlValue value = value(from, depth + 1);
            requireColon(event, from);
            if (key.text().equals(MERGE) && isWithoutTag(event)) {
                merged(event, from, value).reversed().forEach(entries::merge);
            } else if (!entries.add(key, value)) {
                throw wrong(event, "the key \"" + key.asText() + "\" is there twice; write it once");
            }
        }
        return entries.build();
    }

    private Scalar key(Event event, int depth) {
        if (!(value(event, depth) instanceof Scalar key)) {
            throw wrong(event, "a key must be a text");
        }
        if (key.text().length() > LONGEST_KEY) {
            throw wrong(event, "a key is longer than " + LONGEST_KEY + " characters");
        }
        return key;
    }

    /** The parser forgives its absence behind a question mark, the device does not. */
    private void requireColon(Event key, Event value) {
        if (value instanceof ScalarEvent && source.lacksColon(key.getEndMark(), value)) {
            throw wrong(value, "a colon with blanks around it must stand between a key and its value");
        }
    }

    /** With a tag the device takes it for a key like any other, and so does it in quotes. */
    private static boolean isWithoutTag(Event key) {
        return key instanceof ScalarEvent scalar && scalar.getImplicit().canOmitTagInPlainScalar();
    }

    /** The maps that a merge key brings in: one, or a list of them, which devices want written there. */
    private List<Mapping> merged(Event event, Event from, YamlValue value) {
        List<YamlValue> sources =
                value instanceof Sequence sequence && !(from instanceof AliasEvent) ? sequence.items() : List.of(value);
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

    private StoreException foreignTag(Event event, String tag) {
        return wrong(event, "the tag " + tag + " is not allowed; leave it out, and quote what must be a text");
    }

    private Event next() {
        try {
            return events.next();
        } catch (MarkedYAMLException e) {
            source.refuseTab(e);
            String problem = Optional.ofNullable(e.getProblem()).orElse("not valid YAML");
            throw BadYaml.at(
                    file,
                    place(e.getProblemMark()),
                    ended ? "nothing may follow after the end of the document: " + problem : problem);
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
