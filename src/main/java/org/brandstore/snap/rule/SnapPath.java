package org.brandstore.snap.rule;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.naming.SnapName;

/**
 * A path in a snap.yaml that may begin with {@code $SNAP}, {@code $SNAP_DATA} or {@code $SNAP_COMMON}.
 *
 * @param text as written
 * @param place where it is on a device; the revision is not known, so a word stands for it
 */
public record SnapPath(String text, String place) {
    private static final Set<String> VARIABLES = Set.of("SNAP", "SNAP_DATA", "SNAP_COMMON");
    private static final Pattern VARIABLE = Pattern.compile("\\$([a-zA-Z_]*)");
    private static final Pattern EXPANDED = Pattern.compile("\\$([a-zA-Z0-9_]+)");
    private static final String PATTERN_SIGNS = "?*[]{}^\"\0";
    private static final String REVISION = "unset";

    public static SnapPath of(String text, SnapName snap) {
        Map<String, String> values = Map.of(
                "SNAP", "/snap/" + snap.value() + "/" + REVISION,
                "SNAP_DATA", "/var/snap/" + snap.value() + "/" + REVISION,
                "SNAP_COMMON", "/var/snap/" + snap.value() + "/common");
        String place = EXPANDED.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")));
        return new SnapPath(text, place);
    }

    /** Whether it uses no variables but the three. */
    public boolean hasKnownVariables() {
        return VARIABLE.matcher(text).results().allMatch(match -> VARIABLES.contains(match.group(1)));
    }

    /** Whether it is from the root on, without empty parts, dots, or a slash at the end. */
    public boolean isAbsoluteAndClean() {
        return place.startsWith("/") && isClean(place);
    }

    /** Whether it holds what means something else in the rules that confine a snap. */
    public boolean hasPatternSigns() {
        return holdsPatternSigns(text) || holdsPatternSigns(place);
    }

    /** Whether it lies in the snap or in its data. */
    public boolean isOfSnap(SnapName snap) {
        return VARIABLES.stream()
                .anyMatch(name -> place.startsWith(of("$" + name, snap).place()));
    }

    /** Whether it is that path or beneath it. */
    public boolean isWithin(String path) {
        return place.equals(path) || place.startsWith(path + "/");
    }

    /** Whether a path is written the shortest way. */
    public static boolean isClean(String path) {
        if (path.equals("/")) {
            return true;
        }
        String parts = path.startsWith("/") ? path.substring(1) : path;
        for (String part : parts.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsPatternSigns(String path) {
        return path.chars().anyMatch(c -> PATTERN_SIGNS.indexOf(c) >= 0);
    }
}
