package org.brandstore.assertion.type.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.type.field.Fields;

/** Reads the rules of one side. Each step gives the lowest format that may carry what it has read (assertions.md 2.2). */
final class RuleReader {
    private static final Set<String> SUBRULES =
            Arrays.stream(Subrule.values()).map(Subrule::wireName).collect(Collectors.toUnmodifiableSet());
    private static final int ANY_RULE = 1;

    private final Side side;
    private final boolean strict;

    /** @param strict whether keys without meaning are refused instead of ignored */
    RuleReader(Side side, boolean strict) {
        this.side = side;
        this.strict = strict;
    }

    int read(Fields headers) {
        Fields rules = headers.findMap(side.header()).orElseThrow(() -> headers.refuse(side.header(), "is missing"));
        int format = ANY_RULE;
        for (String interfaceName : rules.names()) {
            format = Math.max(format, rule(rules, interfaceName));
        }
        return format;
    }

    private int rule(Fields rules, String interfaceName) {
        if (isShortcut(rules.find(interfaceName).orElseThrow())) {
            return ANY_RULE;
        }
        Fields rule = rules.findMap(interfaceName)
                .orElseThrow()
                .at(" of the " + rules.subject() + "'s rule for " + side.header() + " of interface \"" + interfaceName
                        + "\"");
        if (strict) {
            rule.allowOnly(SUBRULES);
        }
        int format = 0;
        for (Subrule subrule : Subrule.values()) {
            if (rule.has(subrule.wireName())) {
                format = Math.max(format, subrule(rule, subrule));
            }
        }
        if (format == 0) {
            throw rules.refuse(
                    interfaceName,
                    "must be true, false or a map with at least one of "
                            + SUBRULES.stream().sorted().collect(Collectors.joining(", ")));
        }
        return format;
    }

    private int subrule(Fields rule, Subrule subrule) {
        HeaderValue value = rule.find(subrule.wireName()).orElseThrow();
        if (isShortcut(value)) {
            return ANY_RULE;
        }
        List<HeaderValue> alternatives = value instanceof HeaderValue.Items items ? items.values() : List.of(value);
        int format = ANY_RULE;
        for (HeaderValue alternative : alternatives) {
            format = Math.max(format, constraints(rule, subrule, alternative));
        }
        return format;
    }

    private int constraints(Fields rule, Subrule subrule, HeaderValue value) {
        if (!(value instanceof HeaderValue.Entries map)) {
            throw rule.refuse(subrule.wireName(), "must be true, false, a map of constraints or a list of such maps");
        }
        String place = " of " + subrule.wireName() + rule.place();
        return new ConstraintReader(side, subrule, strict).read(Fields.of(rule.subject(), place, map));
    }

    private static boolean isShortcut(HeaderValue value) {
        return value instanceof HeaderValue.Text text
                && (text.value().equals("true") || text.value().equals("false"));
    }
}
