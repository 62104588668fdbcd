package org.brandstore.snap.gadget;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.brandstore.snap.yaml.YamlFields;

/** Reads one structure of a volume. */
final class StructureReader {
    private static final Pattern EDITION = Pattern.compile("0*([0-9]{1,10})");
    private static final long MOST_EDITION = 0xFFFF_FFFFL;

    private final YamlFields structure;

    private StructureReader(YamlFields structure) {
        this.structure = structure;
    }

    static Structure read(YamlFields structure, String path) {
        return new StructureReader(structure).read(path);
    }

    private Structure read(String path) {
        structure.text("volumename"); // a device reads it, and sets it itself
        long size = Quantity.of(structure, "size").orElse(0L);
        long minSize = Quantity.of(structure, "min-size").orElse(0L);
        Optional<StructureType> type = type();
        StructureRole role = role(type);
        if (role == StructureRole.SYSTEM_BOOT_STATE && offset(structure).isEmpty()) {
            throw structure.wrong("offset", "the role system-boot-state needs one");
        }
        YamlFields update = structure.section("update");
        return new Structure(
                path,
                text("name"),
                text("filesystem-label"),
                offset(structure),
                offsetWrite(),
                minSize == 0 ? size : minSize,
                size,
                type,
                role,
                text("id"),
                filesystem(),
                content(),
                edition(update),
                update.texts("preserve"));
    }

    private String text(String field) {
        return structure.text(field).orElse("");
    }

    private static OptionalLong offset(YamlFields fields) {
        return Quantity.of(fields, "offset").map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private Optional<OffsetWrite> offsetWrite() {
        return structure
                .parsed("offset-write")
                .map(text -> OffsetWrite.parse(text)
                        .orElseThrow(() -> structure.wrong(
                                "offset-write",
                                "it must be an offset of at most 4 GiB, such as 92, or the name of a structure, a +"
                                        + " and an offset, such as mbr+92")));
    }

    private Optional<StructureType> type() {
        return structure
                .text("type")
                .filter(text -> !text.isEmpty())
                .map(text -> StructureType.parse(text)
                        .orElseThrow(() -> structure.wrong(
                                "type",
                                "it must be bare, two hexadecimal digits in capitals, a GUID, or the two with a comma, such"
                                        + " as EF,C12A7328-F81F-11D2-BA4B-00A0C93EC93B")));
    }

    private StructureRole role(Optional<StructureType> type) {
        StructureRole role = StructureRole.find(text("role"))
                .orElseThrow(() -> structure.wrong(
                        "role",
                        "there is no such role; it must be mbr, system-boot, system-data, system-seed, system-save"
                                + " or another that devices know"));
        boolean implied =
                type.filter(t -> t.kind() == StructureType.Kind.MBR_ROLE).isPresent();
        return role == StructureRole.NONE && implied ? StructureRole.MBR : role;
    }

    private Filesystem filesystem() {
        return Filesystem.find(text("filesystem"))
                .orElseThrow(
                        () -> structure.wrong("filesystem", "it must be one of ext4, none, vfat, vfat-16, vfat-32"));
    }

    private List<Content> content() {
        List<Content> all = new ArrayList<>();
        for (YamlFields content : structure.listOfFields("content")) {
            content.truth("unpack");
            all.add(new Content(
                    content.text("source").orElse(""),
                    content.text("target").orElse(""),
                    content.text("image").orElse(""),
                    offset(content),
                    Quantity.of(content, "size").orElse(0L)));
        }
        return all;
    }

    private static long edition(YamlFields update) {
        return update.parsed("edition")
                .map(text -> Optional.of(EDITION.matcher(text))
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> Long.parseLong(matcher.group(1)))
                        .filter(edition -> edition <= MOST_EDITION)
                        .orElseThrow(() ->
                                update.wrong("edition", "it must be a number of 0 to " + MOST_EDITION + " in digits")))
                .orElse(0L);
    }
}
