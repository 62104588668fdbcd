package org.brandstore.snap.fields;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.brandstore.snap.metadata.InterfaceEnd;
import org.brandstore.snap.rule.LineRange;

/** Finds lines of a chip that a gadget hands out twice, which a device refuses. */
final class GpioSlots {
    private static final String INTERFACE = "gpio-chardev";
    private static final int MOST_LINES = 512;

    private GpioSlots() {}

    private record Lines(InterfaceEnd slot, List<String> chips, LineRange lines) {
        boolean clashesWith(Lines other) {
            return chips.stream().anyMatch(other.chips::contains) && lines.overlaps(other.lines);
        }
    }

    /** A slot that takes lines which another one has. Slots that cannot be read are left out: the device ignores them. */
    static Optional<InterfaceEnd> clash(Collection<InterfaceEnd> slots) {
        List<Lines> before = new ArrayList<>();
        for (InterfaceEnd slot : slots) {
            Optional<Lines> lines = lines(slot);
            if (lines.isPresent() && before.stream().anyMatch(lines.get()::clashesWith)) {
                return Optional.of(slot);
            }
            lines.ifPresent(before::add);
        }
        return Optional.empty();
    }

    private static Optional<Lines> lines(InterfaceEnd slot) {
        if (!slot.interfaceName().equals(INTERFACE)
                || !(slot.attributes().get("source-chip") instanceof List<?> list)
                || !(slot.attributes().get("lines") instanceof String text)) {
            return Optional.empty();
        }
        List<String> chips = list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(chip -> !chip.isEmpty() && chip.equals(chip.strip()))
                .toList();
        boolean readable = chips.size() == list.size() && new HashSet<>(chips).size() == chips.size();
        return LineRange.parse(text)
                .filter(range -> readable && range.size() <= MOST_LINES)
                .map(range -> new Lines(slot, chips, range));
    }
}
