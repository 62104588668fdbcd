package org.brandstore.snap.gadget;

import java.util.HashSet;
import java.util.Set;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.yaml.YamlFields;

/** What a device wants of each structure by itself. */
final class StructureRules {
    private static final long MBR_SIZE = 446;
    private static final long MIB = 1L << 20;

    private final YamlFields gadget;
    private final Volume volume;
    private final Structure structure;

    private StructureRules(YamlFields gadget, Volume volume, Structure structure) {
        this.gadget = gadget;
        this.volume = volume;
        this.structure = structure;
    }

    static void check(YamlFields gadget, Volume volume, Structure structure) {
        StructureRules rules = new StructureRules(gadget, volume, structure);
        if (volume.schema() == Schema.EMMC) {
            rules.checkHardware();
        } else {
            rules.checkSize();
            rules.checkType();
            rules.checkRole();
        }
        rules.checkPreserve();
        ContentRules.check(gadget, volume, structure);
    }

    private StoreException wrong(String field, String what) {
        return gadget.wrong(structure.path() + "." + field, what);
    }

    /** A hardware partition is as the device has it. */
    private void checkHardware() {
        refuse(structure.size() != 0, "size");
        refuse(structure.minSize() != structure.size(), "min-size");
        refuse(!structure.label().isEmpty(), "filesystem-label");
        refuse(structure.offsetWrite().isPresent(), "offset-write");
        refuse(structure.filesystem() != Filesystem.UNSAID, "filesystem");
        refuse(structure.type().isPresent(), "type");
        refuse(!structure.id().isEmpty(), "id");
        refuse(structure.role() != StructureRole.NONE, "role");
        if (!structure.name().equals("boot0") && !structure.name().equals("boot1")) {
            throw wrong("name", "the hardware partitions of an emmc are boot0 and boot1");
        }
    }

    private void refuse(boolean given, String field) {
        if (given) {
            throw wrong(field, "a hardware partition of an emmc can have a name, content and an update only");
        }
    }

    private void checkSize() {
        if (volume.hasOpenSize(structure)) {
            return;
        }
        if (structure.size() == 0) {
            throw wrong("size", "it is missing or 0; give the bytes, such as 1200M");
        }
        if (structure.minSize() > structure.size()) {
            throw wrong("min-size", "it is larger than the size");
        }
    }

    private void checkType() {
        StructureType type =
                structure.type().orElseThrow(() -> wrong("type", "it is missing; it can be bare for no partition"));
        if (volume.schema() == Schema.OPEN) {
            if (type.kind() == StructureType.Kind.MBR_CODE || type.kind() == StructureType.Kind.GUID) {
                throw wrong("type", "an installer chooses the schema, so it must be both, such as 83,0FC63DAF-...");
            }
            return;
        }
        type.wantedBy(volume.schema()).ifPresent(wanted -> {
            throw wrong("type", wanted);
        });
    }

    private void checkRole() {
        StructureType.Kind kind = structure.type().map(StructureType::kind).orElse(StructureType.Kind.BARE);
        if (kind == StructureType.Kind.BARE
                && structure.role() != StructureRole.NONE
                && structure.role() != StructureRole.MBR) {
            throw wrong("role", "a structure of the type bare can have the role mbr only");
        }
        if (kind == StructureType.Kind.MBR_ROLE && structure.role() != StructureRole.MBR) {
            throw wrong("role", "the type mbr means the role mbr; write the type of a partition");
        }
        if (structure.role() == StructureRole.MBR) {
            checkMbr();
        } else if (structure.role() == StructureRole.SYSTEM_BOOT_STATE) {
            checkBootState();
        }
    }

    private void checkMbr() {
        if (structure.size() > MBR_SIZE) {
            throw wrong("size", "a master boot record has at most " + MBR_SIZE + " bytes");
        }
        if (structure.offset().orElse(1) != 0) {
            throw wrong("offset", "a master boot record begins at 0");
        }
        if (!structure.id().isEmpty()) {
            throw wrong("id", "a master boot record is no partition, so it has no id");
        }
        if (structure.filesystem().isNamed()) {
            throw wrong("filesystem", "a master boot record has none");
        }
    }

    private void checkBootState() {
        if (structure.minSize() != structure.size()) {
            throw wrong("min-size", "the role system-boot-state is of one size");
        }
        if (structure.size() < MIB) {
            throw wrong("size", "the role system-boot-state needs 1M at least");
        }
        if (structure.filesystem().isNamed()) {
            throw wrong("filesystem", "the role system-boot-state has none");
        }
        if (structure.type().filter(StructureType::isBootState).isEmpty()) {
            throw wrong("type", "the role system-boot-state needs 3DE21764-95BD-54BD-A5C3-4ABE786F38A8");
        }
    }

    private void checkPreserve() {
        if (!structure.preserve().isEmpty() && !volume.hasFilesystem(structure)) {
            throw wrong("update.preserve", "without a filesystem there are no files to preserve");
        }
        Set<String> names = new HashSet<>();
        for (String name : structure.preserve()) {
            if (!names.add(name)) {
                throw wrong("update.preserve", "\"" + name + "\" is there twice; write it once");
            }
        }
    }
}
