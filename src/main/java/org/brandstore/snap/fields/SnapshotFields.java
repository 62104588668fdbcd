package org.brandstore.snap.fields;

import java.util.List;
import org.brandstore.snap.rule.SnapPath;
import org.brandstore.snap.yaml.YamlFields;

/** Checks a {@code meta/snapshots.yaml}, which says what snapshots of a snap's data leave out; few snaps have one. */
public final class SnapshotFields {
    public static final String PATH = "meta/snapshots.yaml";

    private static final String EXCLUDE = "exclude";
    private static final List<String> PLACES =
            List.of("$SNAP_DATA", "$SNAP_COMMON", "$SNAP_USER_DATA", "$SNAP_USER_COMMON");
    private static final String PATTERN_SIGNS = "[]{}?";

    private SnapshotFields() {}

    public static void check(YamlFields snapshots) {
        for (String path : snapshots.texts(EXCLUDE)) {
            String first = path.split("/", 2)[0];
            if (!PLACES.contains(first)) {
                throw snapshots.wrong(EXCLUDE, "\"" + path + "\" must begin with one of " + String.join(", ", PLACES));
            }
            if (!SnapPath.isClean(path)) {
                throw snapshots.wrong(EXCLUDE, "\"" + path + "\" must be written without empty parts and dots");
            }
            if (path.contains("**") || path.chars().anyMatch(c -> PATTERN_SIGNS.indexOf(c) >= 0)) {
                throw snapshots.wrong(EXCLUDE, "\"" + path + "\" can hold no pattern but single *");
            }
        }
    }
}
