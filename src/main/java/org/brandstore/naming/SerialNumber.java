package org.brandstore.naming;

import java.nio.charset.StandardCharsets;

/**
 * The serial of a device. Brands sign serials elsewhere too, so it is any text that the assertion allows (assertions.md 1.8):
 * not empty, without slash. Beyond that it must be a line that can be kept and shown, of a length that a session can carry.
 *
 * @param value the text itself
 */
public record SerialNumber(String value) {
    /** The most bytes in UTF-8. */
    public static final int MOST_BYTES = 255;

    public SerialNumber {
        if (value.isEmpty() || value.indexOf('/') >= 0) {
            throw new InvalidNameException("serial", value, "it must be a text that is not empty and has no '/'");
        }
        if (value.length() > MOST_BYTES || value.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new InvalidNameException("serial", value, "it must be at most " + MOST_BYTES + " bytes long");
        }
        ShownText.problemInLine(value).ifPresent(problem -> {
            throw new InvalidNameException("serial", value, "it must be one line of text, without " + problem);
        });
    }

    /**
     * A serial that this store gives to a device: such can also be part of device ids.
     *
     * @throws InvalidNameException if it is not of that kind
     */
    public static SerialNumber strict(String value) {
        if (!NameRules.isStrictSerial(value)) {
            throw new InvalidNameException(
                    "serial",
                    value,
                    "a serial that is given here must be letters and digits with single inner ':', '+' or '-', so replace"
                            + " whatever else the hardware says by '-'");
        }
        return new SerialNumber(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
