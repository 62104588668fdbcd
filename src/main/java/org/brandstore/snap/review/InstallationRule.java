package org.brandstore.snap.review;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.constraint.BoundedPattern;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.metadata.InterfaceEnd;

/**
 * The rule of a snap's own declaration for an interface, as far as it decides about installing (assertions.md 3.8). What
 * depends on the device ({@code on-store} and the like) counts as fulfilled where it allows and as unfulfilled where it
 * denies: the grant was made for some devices, and for those the snap is meant.
 *
 * @param rule {@code true}, {@code false} or a map of subrules
 * @param snapType as declarations spell it
 */
record InstallationRule(HeaderValue rule, String snapType, SnapId snapId) {
    private static final List<String> OF_DEVICES =
            List.of("on-store", "on-brand", "on-model", "on-classic", "on-core-desktop");

    boolean allows(InterfaceEnd end) {
        return switch (rule) {
            case HeaderValue.Text text -> text.value().equals("true");
            case HeaderValue.Items ignored -> false;
            case HeaderValue.Entries subrules -> {
                HeaderValue deny = subrules.values().get("deny-installation");
                HeaderValue allow = subrules.values().get("allow-installation");
                yield (deny == null || !holds(deny, end, false)) && (allow == null || holds(allow, end, true));
            }
        };
    }

    private boolean holds(HeaderValue subrule, InterfaceEnd end, boolean allowing) {
        return switch (subrule) {
            case HeaderValue.Text text -> text.value().equals("true");
            case HeaderValue.Items any -> any.values().stream().anyMatch(one -> holds(one, end, allowing));
            case HeaderValue.Entries constraints ->
                constraints.values().entrySet().stream()
                        .allMatch(constraint -> fulfils(constraint.getKey(), constraint.getValue(), end, allowing));
        };
    }

    private boolean fulfils(String key, HeaderValue value, InterfaceEnd end, boolean allowing) {
        if (OF_DEVICES.contains(key)) {
            return allowing;
        }
        return switch (key) {
            case "plug-snap-type", "slot-snap-type" -> lists(value, snapType);
            case "plug-snap-id", "slot-snap-id" -> lists(value, snapId.value());
            case "plug-names", "slot-names" -> isNamed(value, end);
            case "plug-attributes", "slot-attributes" -> attributes(value, end.attributes());
            default -> true; // devices ignore what they do not know
        };
    }

    private static boolean lists(HeaderValue value, String wanted) {
        return value instanceof HeaderValue.Items items && items.values().contains(HeaderValue.text(wanted));
    }

    private static boolean isNamed(HeaderValue value, InterfaceEnd end) {
        return value instanceof HeaderValue.Items items
                && items.values().stream()
                        .map(HeaderValue::toString)
                        .anyMatch(name -> name.equals("$INTERFACE")
                                ? end.name().equals(end.interfaceName())
                                : matches(name, end.name()));
    }

    private static boolean attributes(HeaderValue value, Map<String, Object> attributes) {
        return switch (value) {
            case HeaderValue.Items any -> any.values().stream().anyMatch(one -> attributes(one, attributes));
            case HeaderValue.Entries map ->
                map.values().entrySet().stream()
                        .allMatch(entry -> attributes.containsKey(entry.getKey())
                                ? attribute(entry.getValue(), attributes.get(entry.getKey()))
                                : entry.getValue().equals(HeaderValue.text("$MISSING")));
            case HeaderValue.Text ignored -> false;
        };
    }

    private static boolean attribute(HeaderValue constraint, Object attribute) {
        if (constraint instanceof HeaderValue.Items any) {
            return any.values().stream().anyMatch(one -> attribute(one, attribute));
        }
        if (attribute instanceof List<?> list) {
            return list.stream().allMatch(item -> attribute(constraint, item));
        }
        if (constraint instanceof HeaderValue.Entries map) {
            return attribute instanceof Map<?, ?> nested
                    && map.values().entrySet().stream().allMatch(entry -> {
                        Object inner = nested.get(entry.getKey());
                        return inner == null
                                ? entry.getValue().equals(HeaderValue.text("$MISSING"))
                                : attribute(entry.getValue(), inner);
                    });
        }
        String pattern = constraint.toString();
        return !(attribute instanceof Map<?, ?>)
                && !pattern.startsWith("$")
                && matches(pattern, String.valueOf(attribute));
    }

    private static boolean matches(String pattern, String text) {
        Pattern compiled = BoundedPattern.compile(pattern);
        return compiled.matches(text);
    }
}
