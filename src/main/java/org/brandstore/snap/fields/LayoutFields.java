package org.brandstore.snap.fields;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.Ordered;
import org.brandstore.snap.rule.SnapPath;
import org.brandstore.snap.yaml.YamlFields;

/** Checks the {@code layout} of a snap.yaml: what a snap finds at other places of the file system than its own. */
final class LayoutFields {
    private static final List<String> KINDS = List.of("bind", "bind-file", "type", "symlink");
    /** At the top a layout cannot make anything new, so it must lie within one of these. */
    private static final Set<String> TOP_FOLDERS = Set.of(
            "bin",
            "etc",
            "lib",
            "lib64",
            "meta",
            "mnt",
            "opt",
            "root",
            "sbin",
            "snap",
            "srv",
            "usr",
            "var",
            "writable");

    private static final List<String> OFF_LIMITS = List.of(
            "/boot",
            "/dev",
            "/home",
            "/lib/firmware",
            "/lib/modules",
            "/lost+found",
            "/media",
            "/proc",
            "/run",
            "/sys",
            "/tmp",
            "/usr/lib/firmware",
            "/usr/lib/modules",
            "/var/lib/snapd",
            "/var/run",
            "/var/snap");
    private static final Pattern MODE = Pattern.compile("0*1?[0-7]{1,3}");

    private final YamlFields layout;
    private final SnapName snap;
    private final List<SnapPath> before = new ArrayList<>();
    /** Whether what lies at a place of the snap is a folder, as the items so far have it. */
    private final Map<String, Boolean> folders = new HashMap<>();

    private LayoutFields(YamlFields layout, SnapName snap) {
        this.layout = layout;
        this.snap = snap;
    }

    static void check(YamlFields fields, SnapName snap) {
        if (fields.isGiven("layouts")) {
            throw fields.wrong("layouts", "the field is called layout");
        }
        YamlFields layout = fields.section("layout");
        LayoutFields items = new LayoutFields(layout, snap);
        new TreeSet<>(layout.names()).forEach(items::check);
    }

    private void check(String path) {
        YamlFields item = layout.fieldsOrNone(path);
        SnapPath target = SnapPath.of(path, snap);
        checkTarget(target);
        before.add(target);
        List<String> kinds =
                KINDS.stream().filter(kind -> !text(item, kind).isEmpty()).toList();
        if (kinds.size() != 1) {
            throw layout.wrong(path, "it must have exactly one of bind, bind-file, type and symlink");
        }
        if (kinds.getFirst().equals("type")) {
            if (!text(item, "type").equals("tmpfs")) {
                throw item.wrong("type", "it must be tmpfs");
            }
        } else {
            checkSource(item, kinds.getFirst());
        }
        checkOwnerAndMode(item);
    }

    private void checkTarget(SnapPath target) {
        String path = target.text();
        if (!target.hasKnownVariables() || !target.isAbsoluteAndClean()) {
            throw layout.wrong(
                    path,
                    "the path must be absolute and clean, with no variables but $SNAP, $SNAP_DATA and $SNAP_COMMON");
        }
        if (target.hasPatternSigns()) {
            throw layout.wrong(path, "the path cannot hold any of ? * [ ] { } ^ \"");
        }
        String top = target.place().split("/", -1)[1];
        if (!top.isEmpty() && !TOP_FOLDERS.contains(top)) {
            throw layout.wrong(path, "it must lie within one of /" + String.join(", /", Ordered.copyOf(TOP_FOLDERS)));
        }
        OFF_LIMITS.stream().filter(target::isWithin).findFirst().ifPresent(area -> {
            throw layout.wrong(path, area + " and what is beneath it is off limits for layouts");
        });
        if (path.startsWith("/snap/") && !path.startsWith("/snap/" + snap.value())) {
            throw layout.wrong(path, "it belongs to another snap");
        }
        before.stream()
                .filter(prior -> target.isWithin(prior.place()))
                .findFirst()
                .ifPresent(prior -> {
                    throw layout.wrong(path, "it lies beneath the layout of " + prior.text());
                });
    }

    private void checkSource(YamlFields item, String kind) {
        SnapPath source = SnapPath.of(text(item, kind), snap);
        if (!source.hasKnownVariables() || !source.isAbsoluteAndClean() || !source.isOfSnap(snap)) {
            throw item.wrong(kind, "it must be a clean path that begins with $SNAP, $SNAP_DATA or $SNAP_COMMON");
        }
        if (source.hasPatternSigns()) {
            throw item.wrong(kind, "the path cannot hold any of ? * [ ] { } ^ \"");
        }
        if (!kind.equals("symlink")) {
            boolean folder = kind.equals("bind");
            Boolean known = folders.putIfAbsent(source.place(), folder);
            if (known != null && known != folder) {
                throw item.wrong(kind, "one layout treats " + source.text() + " as a folder and another as a file");
            }
        }
    }

    private static void checkOwnerAndMode(YamlFields item) {
        for (String field : new String[] {"user", "group"}) {
            String owner = text(item, field);
            if (!owner.isEmpty() && !owner.equals("root")) {
                throw item.wrong(field, "it must be root");
            }
        }
        String mode = text(item, "mode");
        if (!mode.isEmpty() && !MODE.matcher(mode).matches()) {
            throw item.wrong("mode", "it must be an octal number of 0 to 1777");
        }
    }

    private static String text(YamlFields item, String field) {
        return item.text(field).orElse("");
    }
}
