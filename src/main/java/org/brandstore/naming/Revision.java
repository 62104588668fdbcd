package org.brandstore.naming;

/**
 * A snap or resource revision number.
 *
 * @param value 1 or more
 */
public record Revision(int value) implements Comparable<Revision> {
    public Revision {
        if (value < 1) {
            throw new InvalidNameException("revision", Integer.toString(value), "it must be 1 or more");
        }
    }

    /** @throws InvalidNameException if the text is not a decimal integer of 1 or more without leading zeros */
    public static Revision parse(String text) {
        if (!text.matches("[1-9][0-9]{0,9}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new InvalidNameException("revision", text, "it must be an integer of 1 or more");
        }
        return new Revision(Integer.parseInt(text));
    }

    @Override
    public int compareTo(Revision other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
