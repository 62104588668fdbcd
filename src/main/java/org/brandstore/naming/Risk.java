package org.brandstore.naming;

import java.util.Locale;

/** The risk levels of a channel, safest first. */
public enum Risk {
    STABLE,
    CANDIDATE,
    BETA,
    EDGE;

    /** The lower-case word used on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the text is one of the four risk words. */
    public static boolean isRisk(String text) {
        return switch (text) {
            case "stable", "candidate", "beta", "edge" -> true;
            default -> false;
        };
    }

    /** @throws InvalidNameException if the text is not a risk word */
    public static Risk of(String text) {
        if (!isRisk(text)) {
            throw new InvalidNameException("risk", text, "it must be stable, candidate, beta or edge");
        }
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
