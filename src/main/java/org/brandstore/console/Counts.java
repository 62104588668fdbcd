package org.brandstore.console;

/** Numbers of things for people. */
public final class Counts {
    private Counts() {}

    /** Such as {@code 1 device} or {@code 3 devices}. */
    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
