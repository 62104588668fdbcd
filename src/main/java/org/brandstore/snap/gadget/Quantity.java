package org.brandstore.snap.gadget;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.snap.yaml.YamlFields;

/** Reads sizes and offsets: bytes, or MiB or GiB with a unit. */
final class Quantity {
    private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,1024})([MG]?)");

    private Quantity() {}

    /** The bytes; as on a device, what does not fit in 64 bits loses its highest ones. */
    static Optional<Long> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(matcher.group(1));
        int shift = switch (matcher.group(2)) {
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
        return Optional.of(number)
                .filter(n -> n.bitLength() < Long.SIZE)
                .map(n -> n.longValue() << shift)
                .filter(bytes -> bytes >= 0);
    }

    /** @return empty where the field is absent */
    static Optional<Long> of(YamlFields fields, String field) {
        return fields.parsed(field)
                .map(text -> parse(text)
                        .orElseThrow(() -> fields.wrong(
                                field,
                                "it must be a number of bytes, or one of MiB or GiB with an M or G at its end, such as"
                                        + " 440, 750M or 1G")));
    }
}
