package org.brandstore.snap.gadget;

import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What is on one disk.
 *
 * @param bootLoader empty where it has none
 * @param structures in the order of their offsets
 */
public record Volume(
        String name, Schema schema, String bootLoader, String id, Set<Partial> partial, List<Structure> structures) {
    public Volume {
        partial = Set.copyOf(partial);
        structures = List.copyOf(structures);
    }

    Volume with(List<Structure> others) {
        return new Volume(name, schema, bootLoader, id, partial, others);
    }

    /** Whether files, rather than images, are put into the structure. */
    public boolean hasFilesystem(Structure structure) {
        return structure.filesystem().isNamed()
                || (partial.contains(Partial.FILESYSTEM)
                        && structure.type().map(StructureType::isPartition).orElse(true));
    }

    /** Whether an installer decides on the size. */
    boolean hasOpenSize(Structure structure) {
        return partial.contains(Partial.SIZE) && structure.size() == 0;
    }

    /** Bytes from the start to the end of the last structure, if each is as small as it may be. */
    public long minSize() {
        return end(Structure::minSize);
    }

    /** Bytes from the start to the end of the last structure. */
    public long size() {
        return end(Structure::size);
    }

    private long end(ToLongFunction<Structure> size) {
        long end = 0;
        for (Structure structure : structures) {
            end = structure.offset().orElse(end) + size.applyAsLong(structure);
        }
        return end;
    }
}
