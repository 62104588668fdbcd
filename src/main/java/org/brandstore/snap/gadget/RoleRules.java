package org.brandstore.snap.gadget;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.snap.yaml.YamlFields;

/**
 * What a device wants of the roles of all volumes together, where the model is not known: a seed means a system with modes
 * (Ubuntu Core 20 and later), the role system-seed-null a classic one with modes.
 */
final class RoleRules {
    private static final String DATA_LABEL = "ubuntu-data";
    private static final String SEED_LABEL = "ubuntu-seed";
    private static final Map<StructureRole, String> LABELS = Map.of(
            StructureRole.SYSTEM_BOOT, "ubuntu-boot",
            StructureRole.SYSTEM_SEED, SEED_LABEL,
            StructureRole.SYSTEM_SEED_NULL, SEED_LABEL,
            StructureRole.SYSTEM_DATA, DATA_LABEL,
            StructureRole.SYSTEM_SAVE, "ubuntu-save");
    private static final Set<String> RESERVED = Set.of(DATA_LABEL, SEED_LABEL);
    private static final Set<String> RESERVED_WITH_MODES = Set.copyOf(LABELS.values());
    private static final Set<StructureRole> ONCE = Set.of(
            StructureRole.SYSTEM_SEED,
            StructureRole.SYSTEM_SEED_NULL,
            StructureRole.SYSTEM_BOOT,
            StructureRole.SYSTEM_DATA,
            StructureRole.SYSTEM_SAVE,
            StructureRole.SYSTEM_BOOT_STATE);
    private static final String VOLUMES = "volumes";

    private record Holder(Volume volume, Structure structure) {}

    private final YamlFields gadget;
    private final Map<StructureRole, Holder> holders = new EnumMap<>(StructureRole.class);

    private RoleRules(YamlFields gadget) {
        this.gadget = gadget;
    }

    static void check(YamlFields gadget, List<Volume> volumes) {
        new RoleRules(gadget).check(volumes);
    }

    private void check(List<Volume> volumes) {
        for (Volume volume : volumes) {
            volume.structures().forEach(structure -> collect(volume, structure));
        }
        boolean classic = has(StructureRole.SYSTEM_SEED_NULL);
        if (classic && has(StructureRole.SYSTEM_SEED)) {
            throw gadget.wrong(VOLUMES, "the roles system-seed and system-seed-null exclude each other");
        }
        boolean modes = classic || has(StructureRole.SYSTEM_SEED);
        volumes.forEach(volume -> volume.structures()
                .forEach(structure -> checkReserved(structure, modes ? RESERVED_WITH_MODES : RESERVED)));
        if (classic) {
            checkClassic();
        } else if (modes) {
            checkModes();
        } else {
            checkPlain();
        }
    }

    private void collect(Volume volume, Structure structure) {
        if (ONCE.contains(structure.role())
                && holders.putIfAbsent(structure.role(), new Holder(volume, structure)) != null) {
            throw gadget.wrong(
                    structure.path() + ".role",
                    "another structure has the role " + structure.role().wireName() + " already; only one can");
        }
    }

    private boolean has(StructureRole role) {
        return holders.containsKey(role);
    }

    private void checkReserved(Structure structure, Set<String> reserved) {
        if (structure.role() == StructureRole.NONE
                && !structure.label().isEmpty()
                && reserved.stream().anyMatch(structure::hasLabel)) {
            throw gadget.wrong(
                    structure.path() + ".filesystem-label",
                    "\"" + structure.label()
                            + "\" is the label of a role; give the structure that role or another label");
        }
    }

    private void checkPlain() {
        if (has(StructureRole.SYSTEM_SAVE)) {
            throw gadget.wrong(VOLUMES, "the role system-save needs one with the role system-seed");
        }
        checkLabel(StructureRole.SYSTEM_DATA, "writable");
    }

    private void checkModes() {
        if (!has(StructureRole.SYSTEM_DATA)) {
            throw gadget.wrong(VOLUMES, "the role system-seed needs one with the role system-data");
        }
        for (StructureRole role :
                List.of(StructureRole.SYSTEM_DATA, StructureRole.SYSTEM_SEED, StructureRole.SYSTEM_SAVE)) {
            checkLabel(role, LABELS.getOrDefault(role, ""));
        }
        requireSameVolume(
                StructureRole.SYSTEM_SEED,
                StructureRole.SYSTEM_BOOT,
                StructureRole.SYSTEM_DATA,
                StructureRole.SYSTEM_SAVE);
    }

    private void checkClassic() {
        if (!has(StructureRole.SYSTEM_BOOT) || !has(StructureRole.SYSTEM_DATA)) {
            throw gadget.wrong(
                    VOLUMES, "the role system-seed-null needs ones with the roles system-boot and system-data");
        }
        LABELS.forEach(this::checkLabel);
        requireSameVolume(StructureRole.SYSTEM_BOOT, StructureRole.SYSTEM_SEED_NULL, StructureRole.SYSTEM_SAVE);
    }

    private void checkLabel(StructureRole role, String label) {
        Optional.ofNullable(holders.get(role))
                .map(Holder::structure)
                .filter(structure -> !structure.label().isEmpty() && !structure.hasLabel(label))
                .ifPresent(structure -> {
                    throw gadget.wrong(
                            structure.path() + ".filesystem-label",
                            "with the role " + role.wireName() + " it must be " + label + ", or left out");
                });
    }

    private void requireSameVolume(StructureRole first, StructureRole... others) {
        Optional<String> volume = Optional.ofNullable(holders.get(first))
                .map(holder -> holder.volume().name());
        for (StructureRole role : others) {
            Holder holder = holders.get(role);
            if (holder != null && volume.filter(holder.volume().name()::equals).isEmpty()) {
                throw gadget.wrong(
                        holder.structure().path() + ".role",
                        "the role " + role.wireName() + " must be in the same volume as " + first.wireName());
            }
        }
    }
}
