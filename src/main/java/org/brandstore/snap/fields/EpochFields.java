package org.brandstore.snap.fields;

import java.util.List;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.snap.yaml.YamlFields;

/** The {@code epoch} of a snap.yaml: short, or a map of what it reads and writes, of which either follows from the other. */
final class EpochFields {
    private static final String EPOCH = "epoch";

    private EpochFields() {}

    static Epoch read(YamlFields snap) {
        try {
            return snap.isMap(EPOCH)
                    ? structured(snap.fieldsOrNone(EPOCH))
                    : snap.parsed(EPOCH).map(Epoch::parse).orElse(Epoch.ZERO);
        } catch (Epoch.InvalidEpochException e) {
            throw snap.wrong(EPOCH, e.getMessage() == null ? "invalid" : e.getMessage());
        }
    }

    private static Epoch structured(YamlFields epoch) {
        List<Long> read = numbers(epoch, "read");
        List<Long> write = numbers(epoch, "write");
        if (epoch.isGiven("read")) {
            boolean last = !epoch.isGiven("write") && !read.isEmpty();
            return new Epoch(read, last ? List.of(read.getLast()) : write);
        }
        return epoch.isGiven("write") ? new Epoch(write, write) : Epoch.ZERO;
    }

    private static List<Long> numbers(YamlFields epoch, String field) {
        return epoch.texts(field).stream().map(Epoch::number).toList();
    }
}
