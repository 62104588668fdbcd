package org.brandstore.snap.gadget;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of a volume: a partition, the master boot record, or any other range. Texts are empty where the gadget says
 * nothing. Sizes and offsets are bytes.
 *
 * @param path of keys in the gadget.yaml
 * @param offset from the start of the volume, also where it follows from the structures before; absent where it depends on
 *     what the device has
 * @param minSize the size, where the gadget gives no other
 * @param size 0 where an installer decides
 * @param role also where the type implies it
 * @param edition that makes devices write the content anew when it grows
 * @param preserve the files that devices then keep
 */
public record Structure(
        String path,
        String name,
        String label,
        OptionalLong offset,
        Optional<OffsetWrite> offsetWrite,
        long minSize,
        long size,
        Optional<StructureType> type,
        StructureRole role,
        String id,
        Filesystem filesystem,
        List<Content> content,
        long edition,
        List<String> preserve) {
    public Structure {
        content = List.copyOf(content);
        preserve = List.copyOf(preserve);
    }

    Structure at(OptionalLong start) {
        return new Structure(
                path,
                name,
                label,
                start,
                offsetWrite,
                minSize,
                size,
                type,
                role,
                id,
                filesystem,
                content,
                edition,
                preserve);
    }

    boolean hasLabel(String other) {
        return filesystem.isFat() ? label.equalsIgnoreCase(other) : label.equals(other);
    }
}
