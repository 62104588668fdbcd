package org.brandstore.naming;

/**
 * The name of a track of a snap.
 *
 * @param value the text itself
 */
public record Track(String value) {
    public Track {
        if (!NameRules.isTrack(value)) {
            throw new InvalidNameException(
                    "track", value, "it must be 1 to 28 of letters, digits, '.', '_' and inner '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
