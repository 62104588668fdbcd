package org.brandstore.snap.gadget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Puts the structures of a volume one behind the other, as far as their places follow from what the gadget says. */
final class Layout {
    /** Where the first partition begins that does not say where. */
    private static final long FIRST_START = 1L << 20;

    private Layout() {}

    /** @param volume its structures in the order of the file */
    static List<Structure> of(Volume volume) {
        List<List<Structure>> runs = new ArrayList<>();
        OptionalLong free = OptionalLong.of(0);
        for (Structure given : volume.structures()) {
            Structure structure = given.at(start(volume, given, free));
            if (structure.offset().isPresent()) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(structure);
            free = end(volume, structure);
        }
        runs.sort(Comparator.comparing(run -> run.getFirst().offset().orElse(0), (a, b) -> Long.compareUnsigned(a, b)));
        return runs.stream().flatMap(List::stream).toList();
    }

    /** Of hardware partitions each begins at its own 0. */
    private static OptionalLong start(Volume volume, Structure structure, OptionalLong free) {
        if (volume.schema() == Schema.EMMC) {
            return OptionalLong.of(0);
        }
        if (structure.offset().isPresent() || free.isEmpty()) {
            return structure.offset();
        }
        boolean early =
                structure.role() != StructureRole.MBR && Long.compareUnsigned(free.getAsLong(), FIRST_START) < 0;
        return early ? OptionalLong.of(FIRST_START) : free;
    }

    /** Known only of what has one size and one place. */
    private static OptionalLong end(Volume volume, Structure structure) {
        boolean fixed = !volume.hasOpenSize(structure) && structure.size() == structure.minSize();
        return fixed && structure.offset().isPresent()
                ? OptionalLong.of(structure.offset().getAsLong() + structure.size())
                : OptionalLong.empty();
    }
}
