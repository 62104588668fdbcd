package org.brandstore.snap.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.brandstore.snap.metadata.BadSnap;
import org.brandstore.snap.metadata.SnapType;

/** Which hooks the device runs, and which kinds of snap can have them. */
public final class HookRules {
    public static final String FOLDER = "meta/hooks/";

    private static final Pattern OF_SNAPS = Pattern.compile(
            "prepare-device|install-device|prepare-serial-request|default-configure|configure|install|pre-refresh"
                    + "|post-refresh|remove|check-health|fde-setup|gate-auto-refresh"
                    + "|(?:un)?prepare-(?:plug|slot)-[-a-z0-9]+|(?:dis)?connect-(?:plug|slot)-[-a-z0-9]+"
                    + "|(?:change|save|query|load|observe)-view-.+");
    private static final Set<String> OF_COMPONENTS = Set.of("install", "pre-refresh", "post-refresh", "remove");
    private static final String CONFIGURE = "configure";
    private static final String DEFAULT_CONFIGURE = "default-configure";

    private HookRules() {}

    public static boolean isOfSnaps(String name) {
        return OF_SNAPS.matcher(name).matches();
    }

    public static boolean isOfComponents(String name) {
        return OF_COMPONENTS.contains(name);
    }

    /** Checks all hooks of a snap together, those listed and those that are files. */
    public static void check(SnapType type, Set<String> hooks) {
        for (String hook : hooks) {
            if (!FieldRules.isLowerName(hook)) {
                throw BadSnap.because(
                        "the name of hook \"" + BadSnap.shown(hook) + "\" must be a-z, 0-9 and single inner dashes");
            }
        }
        List<String> misplaced = new ArrayList<>();
        boolean base = type == SnapType.SNAPD || type == SnapType.BASE;
        if ((base || type == SnapType.OS) && hooks.contains(DEFAULT_CONFIGURE)) {
            misplaced.add(DEFAULT_CONFIGURE);
        }
        if (base && hooks.contains(CONFIGURE)) {
            misplaced.add(CONFIGURE);
        }
        if (!misplaced.isEmpty()) {
            throw BadSnap.because(
                    "a snap of type " + type.wireName() + " cannot have the hook " + misplaced.getFirst());
        }
        if (hooks.contains(DEFAULT_CONFIGURE) && !hooks.contains(CONFIGURE)) {
            throw BadSnap.because("the hook default-configure needs a hook configure");
        }
    }
}
