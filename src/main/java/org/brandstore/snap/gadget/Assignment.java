package org.brandstore.snap.gadget;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.brandstore.snap.yaml.YamlFields;

/**
 * Which disks the volumes are on, for one kind of device.
 *
 * @param devices the path of the disk by the name of the volume; empty where the gadget gives none
 */
public record Assignment(String name, Map<String, String> devices) {
    private static final String FIELD = "volume-assignments";
    private static final List<String> FOLDERS = List.of("/dev/disk/by-path", "/dev/disk/by-id");

    public Assignment {
        devices = Collections.unmodifiableMap(new TreeMap<>(devices));
    }

    static List<Assignment> readAll(YamlFields gadget) {
        return gadget.listOfOptionalFields(FIELD).stream()
                .map(item -> item.map(Assignment::read).orElseGet(() -> new Assignment("", Map.of())))
                .toList();
    }

    private static Assignment read(YamlFields fields) {
        YamlFields assigned = fields.section("assignment");
        Map<String, String> devices = new HashMap<>();
        for (String volume : assigned.names()) {
            devices.put(
                    volume,
                    assigned.fields(volume)
                            .flatMap(device -> device.text("device"))
                            .orElse(""));
        }
        return new Assignment(fields.text("assignment-name").orElse(""), devices);
    }

    /** Devices look at them only where there are volumes. */
    static void check(YamlFields gadget, List<Assignment> all, List<Volume> volumes) {
        Set<String> names = volumes.stream().map(Volume::name).collect(Collectors.toCollection(TreeSet::new));
        Map<Map<String, String>, Integer> seen = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            Assignment assignment = all.get(i);
            String path = FIELD + "[" + i + "].assignment";
            if (assignment.devices.isEmpty()) {
                throw gadget.wrong(path, "it must name a volume and its device");
            }
            assignment.devices.forEach((volume, device) -> {
                if (!names.contains(volume)) {
                    throw gadget.wrong(path + "." + volume, "there is no such volume; it must be one of " + names);
                }
                if (FOLDERS.stream().noneMatch(device::startsWith)) {
                    throw gadget.wrong(
                            path + "." + volume + ".device",
                            "it must be a path in " + String.join(" or ", FOLDERS) + ", which stays the same");
                }
            });
            Integer same = seen.putIfAbsent(assignment.devices, i);
            if (same != null) {
                throw gadget.wrong(path, "it is the same as that of " + FIELD + "[" + same + "]; leave one out");
            }
        }
    }
}
