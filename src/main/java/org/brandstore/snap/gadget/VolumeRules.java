package org.brandstore.snap.gadget;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.brandstore.snap.yaml.YamlFields;

/** What a device wants of the structures of a volume together: names, labels, no two in one place, pointers that fit. */
final class VolumeRules {
    /** Bytes of the offset that is written to another structure. */
    private static final int POINTER_SIZE = 4;

    private final YamlFields gadget;
    private final Volume volume;

    private VolumeRules(YamlFields gadget, Volume volume) {
        this.gadget = gadget;
        this.volume = volume;
    }

    static void check(YamlFields gadget, Volume volume) {
        VolumeRules rules = new VolumeRules(gadget, volume);
        rules.checkLabels();
        volume.structures().forEach(structure -> StructureRules.check(gadget, volume, structure));
        rules.checkNames();
        if (volume.schema() == Schema.EMMC) {
            rules.checkHardware();
        } else {
            rules.checkPlaces();
        }
    }

    /** A FAT label is the same in capitals, also for the labels of other file systems. */
    private void checkLabels() {
        Map<String, Boolean> lower = new HashMap<>();
        Set<String> exact = new HashSet<>();
        for (Structure structure : volume.structures()) {
            String label = structure.label();
            if (label.isEmpty()) {
                continue;
            }
            boolean fat = structure.filesystem().isFat();
            String folded = label.toLowerCase(Locale.ROOT);
            boolean clash =
                    fat ? lower.containsKey(folded) : lower.getOrDefault(folded, false) || exact.contains(label);
            if (clash) {
                throw gadget.wrong(
                        structure.path() + ".filesystem-label", "another structure has the label \"" + label + "\"");
            }
            lower.merge(folded, fat, Boolean::logicalOr);
            exact.add(label);
        }
    }

    private void checkNames() {
        Set<String> names = new HashSet<>();
        for (Structure structure : volume.structures()) {
            if (!structure.name().isEmpty() && !names.add(structure.name())) {
                throw gadget.wrong(
                        structure.path() + ".name", "another structure is called \"" + structure.name() + "\" as well");
            }
        }
    }

    private void checkHardware() {
        String path = "volumes." + volume.name() + ".";
        if (!volume.bootLoader().isEmpty()) {
            throw gadget.wrong(path + "bootloader", "an emmc volume has none; name it in another volume");
        }
        if (!volume.id().isEmpty()) {
            throw gadget.wrong(path + "id", "an emmc volume has none");
        }
        if (!volume.partial().isEmpty()) {
            throw gadget.wrong(path + "partial", "nothing of an emmc volume is left to an installer");
        }
    }

    private void checkPlaces() {
        long end = 0;
        String before = "";
        for (Structure structure : volume.structures()) {
            checkOffsetWrite(structure);
            long start = structure.offset().orElse(end);
            if (Long.compareUnsigned(start, end) < 0) {
                throw gadget.wrong(
                        structure.path() + ".offset",
                        "it begins at " + Long.toUnsignedString(start) + ", before the end of " + before + " at "
                                + Long.toUnsignedString(end));
            }
            end = start + structure.size();
            before = structure.path();
        }
    }

    private void checkOffsetWrite(Structure structure) {
        structure.offsetWrite().ifPresent(write -> {
            String path = structure.path() + ".offset-write";
            Structure first = volume.structures().getFirst();
            boolean relative = !write.relativeTo().isEmpty();
            if (relative
                    && (!write.relativeTo().equals(first.name())
                            || first.offset().orElse(1) != 0)) {
                throw gadget.wrong(path, "it can be relative to the first structure only, which must begin at 0");
            }
            long room = relative ? first.minSize() : volume.minSize();
            if (Long.compareUnsigned(write.offset() + POINTER_SIZE, room) > 0) {
                throw gadget.wrong(
                        path, "the " + POINTER_SIZE + " bytes would not fit into " + Long.toUnsignedString(room));
            }
        });
    }
}
