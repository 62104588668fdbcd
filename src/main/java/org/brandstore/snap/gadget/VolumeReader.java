package org.brandstore.snap.gadget;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.brandstore.snap.yaml.YamlFields;

/** Reads one volume, and puts its structures where they belong. */
final class VolumeReader {
    static final List<String> BOOT_LOADERS = List.of("android-boot", "grub", "lk", "piboot", "u-boot");

    /** Fields by their names that devices read and set themselves; a wrong kind of value stops them all the same. */
    private static final List<String> UNUSED = List.of("name", "assigneddevice");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]+");

    private final String name;
    private final YamlFields volume;

    private VolumeReader(String name, YamlFields volume) {
        this.name = name;
        this.volume = volume;
    }

    static Volume read(YamlFields volumes, String name) {
        if (!volumes.isGiven(name)) {
            throw volumes.wrong(name, "the volume is empty");
        }
        YamlFields volume = volumes.fieldsOrNone(name);
        if (!NAME.matcher(name).matches()) {
            throw volumes.wrong(name, "the name of a volume must be two or more letters, digits and dashes");
        }
        return new VolumeReader(name, volume).read();
    }

    private Volume read() {
        UNUSED.forEach(volume::text);
        Set<Partial> partial = partial();
        Volume asWritten = new Volume(
                name, schema(partial), bootLoader(), volume.text("id").orElse(""), partial, structures());
        return asWritten.with(Layout.of(asWritten));
    }

    private List<Structure> structures() {
        List<Structure> structures = new ArrayList<>();
        for (YamlFields structure : volume.listOfFields("structure")) {
            structures.add(
                    StructureReader.read(structure, "volumes." + name + ".structure[" + structures.size() + "]"));
        }
        return structures;
    }

    private Set<Partial> partial() {
        Set<Partial> partial = EnumSet.noneOf(Partial.class);
        for (String text : volume.texts("partial")) {
            Partial part = Partial.find(text)
                    .orElseThrow(() -> volume.wrong(
                            "partial", "\"" + text + "\" must be one of filesystem, schema, size, structure"));
            if (!partial.add(part)) {
                throw volume.wrong("partial", "\"" + text + "\" is there twice; write it once");
            }
        }
        return partial;
    }

    private Schema schema(Set<Partial> partial) {
        String text = volume.text("schema").orElse("");
        if (partial.contains(Partial.SCHEMA)) {
            if (!text.isEmpty()) {
                throw volume.wrong("schema", "it is given although partial leaves it to an installer; leave one out");
            }
            return Schema.OPEN;
        }
        return text.isEmpty()
                ? Schema.GPT
                : Schema.find(text).orElseThrow(() -> volume.wrong("schema", "it must be one of emmc, gpt, mbr"));
    }

    private String bootLoader() {
        String text = volume.text("bootloader").orElse("");
        if (!text.isEmpty() && !BOOT_LOADERS.contains(text)) {
            throw volume.wrong("bootloader", "it must be one of " + String.join(", ", BOOT_LOADERS));
        }
        return text;
    }
}
