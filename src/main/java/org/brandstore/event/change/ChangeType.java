package org.brandstore.event.change;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;

/** What one kind of {@link Change} says, read from its record: its keys, its subject, and whom the outbox tells. */
public final class ChangeType {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final ClassValue<ChangeType> TYPES = new ClassValue<>() {
        @Override
        protected ChangeType computeValue(Class<?> type) {
            return new ChangeType(type);
        }
    };

    private final Audited audited;
    private final List<Field> fields = new ArrayList<>();

    private ChangeType(Class<?> type) {
        this.audited = Objects.requireNonNull(type.getAnnotation(Audited.class), () -> type + " has no @Audited");
        collect(type, Optional::of, Side.NONE, false);
    }

    /** On which side of a change a component stands, if the log keeps it as a value. */
    enum Side {
        NONE,
        BEFORE,
        AFTER
    }

    /**
     * One component, those of parts included.
     *
     * @param type without {@link Optional}
     * @param optional whether it may be missing, key and all
     */
    record Field(
            String name,
            String key,
            Side side,
            Type type,
            boolean optional,
            Function<Object, Optional<Object>> reader) {
        Optional<Object> read(Change change) {
            return reader.apply(change);
        }
    }

    public static ChangeType of(Change change) {
        return TYPES.get(change.getClass());
    }

    /** All kinds of a family, in the order in which they are written. */
    static List<ChangeType> ofFamily(Class<?> family) {
        return Stream.of(family.getPermittedSubclasses()).map(TYPES::get).toList();
    }

    Audited audited() {
        return audited;
    }

    List<Field> fields() {
        return List.copyOf(fields);
    }

    public String action() {
        return audited.action();
    }

    public String subject(Change change) {
        return PLACE.matcher(audited.subject())
                .replaceAll(place ->
                        Matcher.quoteReplacement(named(place.group(1), change).toString()));
    }

    /** Whose affair it is; empty if it concerns the server as a whole. */
    public Optional<AccountId> brand(Change change) {
        return audited.brand().isEmpty()
                ? Optional.empty()
                : Optional.of(named(audited.brand(), change)).map(AccountId.class::cast);
    }

    /** The values that changed, as they were. */
    public SortedMap<String, Object> before(Change change) {
        return values(Side.BEFORE, change);
    }

    /** The values as they are now, and what else tells people what it is about. */
    public SortedMap<String, Object> after(Change change) {
        return values(Side.AFTER, change);
    }

    public List<StoreChanged> events(Change change) {
        Stream<StoreChanged> some = Arrays.stream(audited.tells())
                .map(topic -> topic.of(
                        topic.parts().stream().map(part -> named(part, change)).toArray()));
        return Stream.concat(some, Arrays.stream(audited.tellsAll()).map(Topic::all))
                .toList();
    }

    /** What identifies something stands beside the values; a value of the side after may do so too. */
    Optional<Field> find(String name) {
        return Stream.of(Side.NONE, Side.AFTER)
                .flatMap(side -> fields.stream()
                        .filter(field -> field.side() == side && field.name().equals(name)))
                .findFirst();
    }

    /** The components that the subject names. */
    List<String> places() {
        return PLACE.matcher(audited.subject())
                .results()
                .map(place -> place.group(1))
                .toList();
    }

    private Object named(String name, Change change) {
        return find(name).orElseThrow().read(change).orElseThrow();
    }

    private SortedMap<String, Object> values(Side side, Change change) {
        SortedMap<String, Object> values = new TreeMap<>();
        fields.stream()
                .filter(field -> field.side() == side)
                .forEach(field -> field.read(change).ifPresent(value -> values.put(field.key(), plain(value))));
        return values;
    }

    /** As JSON has it: numbers, booleans, lists and objects; everything else is the text it prints. */
    private static Object plain(Object value) {
        return switch (value) {
            case Revision revision -> revision.value();
            case Integer number -> number;
            case Long number -> number;
            case Boolean flag -> flag;
            case Set<?> set -> set.stream().map(ChangeType::plain).sorted().toList();
            case Collection<?> items -> items.stream().map(ChangeType::plain).toList();
            case Map<?, ?> map -> {
                SortedMap<String, Object> plain = new TreeMap<>();
                map.forEach((key, item) -> plain.put(key.toString(), plain(item)));
                yield plain;
            }
            default -> value.toString();
        };
    }

    private void collect(Class<?> type, Function<Object, Optional<Object>> from, Side side, boolean optional) {
        for (RecordComponent component : type.getRecordComponents()) {
            boolean mayLack = component.getType() == Optional.class;
            Type bare = mayLack && component.getGenericType() instanceof ParameterizedType wrapped
                    ? wrapped.getActualTypeArguments()[0]
                    : component.getGenericType();
            Side own = side(component, side);
            Function<Object, Optional<Object>> reader =
                    from.andThen(holder -> holder.flatMap(present -> value(component, present)));
            if (bare instanceof Class<?> part && Change.Part.class.isAssignableFrom(part)) {
                collect(part, reader, own, optional || mayLack);
            } else {
                fields.add(new Field(component.getName(), key(component), own, bare, optional || mayLack, reader));
            }
        }
    }

    private static Side side(RecordComponent component, Side inherited) {
        if (component.isAnnotationPresent(Before.class)) {
            return Side.BEFORE;
        }
        return component.isAnnotationPresent(After.class) ? Side.AFTER : inherited;
    }

    private static String key(RecordComponent component) {
        String given = Optional.ofNullable(component.getAnnotation(Before.class))
                .map(Before::value)
                .or(() -> Optional.ofNullable(component.getAnnotation(After.class))
                        .map(After::value))
                .orElse("");
        return given.isEmpty()
                ? component
                        .getName()
                        .replaceAll("([A-Z])", "-$1")
                        .replace('_', '-')
                        .toLowerCase(Locale.ROOT)
                : given;
    }

    private static Optional<Object> value(RecordComponent component, Object holder) {
        try {
            Object value = component.getAccessor().invoke(holder);
            return value instanceof Optional<?> optional ? optional.map(Function.identity()) : Optional.of(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of a change", e);
        }
    }
}
