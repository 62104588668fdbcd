package org.brandstore.assertion.type.rule;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.NameRules;

/** Reads one map of constraints and gives the lowest format that may carry it (assertions.md 2.2 and 3.8). */
final class ConstraintReader {
    private static final List<String> SNAP_TYPES = List.of("core", "kernel", "gadget", "app");
    private static final Pattern MARKER = Pattern.compile("\\$[A-Z][A-Z0-9_]*");
    private static final Pattern DISTRO = Pattern.compile("[-0-9a-z._]+");
    private static final Pattern SPACE = Pattern.compile("\\s", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int PLAIN = 1;
    private static final int SCOPED = 3;
    private static final int NAMED = 4;
    private static final int WITH_VARIANT = 7;

    private final Subrule subrule;
    private final ConstraintKey.Place place;
    private final boolean strict;

    ConstraintReader(Side side, Subrule subrule, boolean strict) {
        this.subrule = subrule;
        this.place = ConstraintKey.Place.of(side, subrule);
        this.strict = strict;
    }

    int read(Fields map) {
        int format = 0;
        for (ConstraintKey key : ConstraintKey.ALL) {
            if (map.has(key.wireName()) && isRead(map, key)) {
                format = Math.max(format, value(map, key));
            }
        }
        if (strict) {
            map.allowOnly(ConstraintKey.ALL.stream()
                    .filter(key -> key.places().contains(place))
                    .map(ConstraintKey::wireName)
                    .collect(Collectors.toSet()));
        }
        if (format == 0 && !subrule.isInstallation()) {
            throw map.refuse("a constraint" + map.place() + " must have at least one key that is known there");
        }
        return Math.max(format, PLAIN);
    }

    private boolean isRead(Fields map, ConstraintKey key) {
        if (key.kind() == ConstraintKey.Kind.COUNT && !subrule.countsConnections()) {
            throw map.refuse(
                    key.wireName(), "must be absent: it counts only in allow-connection and allow-auto-connection");
        }
        return key.places().contains(place);
    }

    private int value(Fields map, ConstraintKey key) {
        String name = key.wireName();
        return switch (key.kind()) {
            case NAMES -> names(map, name);
            case ATTRIBUTES -> AttributeConstraint.read(map, name);
            case CLASSIC -> classic(map, name);
            case STORES, BRANDS, MODELS -> scope(map, key);
            case SNAP_TYPES, SNAP_IDS, PLUG_PUBLISHERS, SLOT_PUBLISHERS, COUNT, FLAG -> {
                checkPlain(map, key);
                yield PLAIN;
            }
        };
    }

    private void checkPlain(Fields map, ConstraintKey key) {
        String name = key.wireName();
        switch (key.kind()) {
            case SNAP_TYPES -> map.wordsOf(name, SNAP_TYPES);
            case SNAP_IDS -> map.names(name, NameRule.SNAP_ID);
            case PLUG_PUBLISHERS -> checkPublishers(map, name, "$SLOT_PUBLISHER_ID");
            case SLOT_PUBLISHERS -> checkPublishers(map, name, "$PLUG_PUBLISHER_ID");
            case COUNT -> checkCount(map, name);
            case FLAG -> map.flag(name);
            case NAMES, ATTRIBUTES, CLASSIC, STORES, BRANDS, MODELS ->
                throw new IllegalArgumentException(name + " needs a format");
        }
    }

    private int names(Fields map, String name) {
        for (String text : map.texts(name)) {
            if (text.startsWith("$")) {
                boolean known = strict
                        ? text.equals("$INTERFACE")
                        : MARKER.matcher(text).matches();
                if (!known) {
                    throw map.refuse(
                            name, "must not hold the expression " + Fields.quoted(text) + ": only $INTERFACE is known");
                }
            } else if (SPACE.matcher(text).find()) {
                throw map.refuse(name, "must not hold spaces, as in " + Fields.quoted(text));
            } else {
                AttributeConstraint.checkPattern(map, name, text);
            }
        }
        return NAMED;
    }

    private void checkPublishers(Fields map, String name, String otherSide) {
        for (String text : map.texts(name)) {
            boolean marker =
                    strict ? text.equals(otherSide) : MARKER.matcher(text).matches();
            if (!marker && !NameRules.isAccountId(text)) {
                throw map.refuse(name, "must list only account ids or " + otherSide + ", not " + Fields.quoted(text));
            }
        }
    }

    private static void checkCount(Fields map, String name) {
        if (!map.text(name).equals("*")) {
            map.integer(name, 1);
        }
    }

    private static int classic(Fields map, String name) {
        if (map.find(name).orElseThrow() instanceof HeaderValue.Text) {
            map.flag(name);
            return PLAIN;
        }
        int format = PLAIN;
        for (String text : map.texts(name)) {
            String[] parts = text.split("/", -1);
            boolean right = parts.length <= 2
                    && DISTRO.matcher(parts[0]).matches()
                    && (parts.length == 1 || isVariant(parts[1]));
            if (!right) {
                throw map.refuse(
                        name,
                        "must be true, false, or list distributions with optional variant, not " + Fields.quoted(text));
            }
            format = parts.length == 2 ? WITH_VARIANT : format;
        }
        return format;
    }

    private static boolean isVariant(String text) {
        return text.isEmpty() || text.equals("*") || DISTRO.matcher(text).matches();
    }

    private static int scope(Fields map, ConstraintKey key) {
        map.names(
                key.wireName(),
                switch (key.kind()) {
                    case STORES -> NameRule.STORE_ID;
                    case BRANDS -> NameRule.ACCOUNT_ID;
                    default -> NameRule.BRAND_MODEL;
                });
        return SCOPED;
    }
}
