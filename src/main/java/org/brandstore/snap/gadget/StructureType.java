package org.brandstore.snap.gadget;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a partition table says of a structure.
 *
 * @param text as it is written
 */
public record StructureType(String text, Kind kind) {
    /** How it is written, which says for what tables it is. */
    public enum Kind {
        /** No partition. */
        BARE,
        /** The old way to say that the role is mbr. */
        MBR_ROLE,
        /** Two hexadecimal digits. */
        MBR_CODE,
        GUID,
        /** The two, joined by a comma. */
        HYBRID
    }

    private static final String CODE = "[0-9A-F]{2}";
    private static final String UUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";
    private static final Pattern CODE_FORM = Pattern.compile(CODE);
    private static final Pattern GUID_FORM = Pattern.compile(UUID);
    private static final Pattern HYBRID_FORM = Pattern.compile(CODE + "," + UUID);
    private static final String BOOT_STATE = "3DE21764-95BD-54BD-A5C3-4ABE786F38A8";

    static Optional<StructureType> parse(String text) {
        return kind(text).map(kind -> new StructureType(text, kind));
    }

    boolean isPartition() {
        return kind != Kind.BARE && kind != Kind.MBR_ROLE;
    }

    /** Whether it is the one that u-boot keeps its environment under. */
    boolean isBootState() {
        return text.toUpperCase(Locale.ROOT).equals(BOOT_STATE);
    }

    /** What a table of that schema wants instead, if it cannot hold this. */
    Optional<String> wantedBy(Schema schema) {
        return switch (kind) {
            case MBR_CODE ->
                schema == Schema.MBR
                        ? Optional.empty()
                        : Optional.of("two digits alone are for the schema mbr; write a GUID, or both with a comma");
            case GUID ->
                schema == Schema.GPT
                        ? Optional.empty()
                        : Optional.of("a GUID alone is for the schema gpt; write two digits, or both with a comma");
            default -> Optional.empty();
        };
    }

    private static Optional<Kind> kind(String text) {
        if (text.equals("bare")) {
            return Optional.of(Kind.BARE);
        }
        if (text.equals("mbr")) {
            return Optional.of(Kind.MBR_ROLE);
        }
        if (CODE_FORM.matcher(text).matches()) {
            return Optional.of(Kind.MBR_CODE);
        }
        if (GUID_FORM.matcher(text).matches()) {
            return Optional.of(Kind.GUID);
        }
        return HYBRID_FORM.matcher(text).matches() ? Optional.of(Kind.HYBRID) : Optional.empty();
    }
}
