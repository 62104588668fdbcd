package org.brandstore.naming;

/** Thrown when a text is not a valid identifier of its kind; the message says which kind and what is wrong. */
public final class InvalidNameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidNameException(String kind, String value, String rule) {
        super("invalid " + kind + " " + quote(value) + ": " + rule);
    }

    /** A foreign text made fit for one line of a message: cut at 80 characters, control characters shown as {@code ?}. */
    private static String quote(String value) {
        String cut = value.length() > 80 ? value.substring(0, 80) + "..." : value;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
