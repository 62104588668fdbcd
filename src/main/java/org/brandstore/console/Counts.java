package org.brandstore.console;

/** Numbers of things for people. */
final class Counts {
    private Counts() {}

    /** Such as {@code 1 device} or {@code 3 devices}. */
    static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
