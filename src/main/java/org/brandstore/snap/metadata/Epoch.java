package org.brandstore.snap.metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which generations of its own data a revision can read and which it writes (device-api.md 1.5).
 *
 * @param read 1 to 10 numbers below 2^32, strictly increasing
 * @param write likewise; at least one number is in both lists
 */
public record Epoch(List<Long> read, List<Long> write) {
    /** What a snap has that says nothing. */
    public static final Epoch ZERO = new Epoch(List.of(0L), List.of(0L));

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");
    private static final long MAX_NUMBER = 0xFFFF_FFFFL;
    private static final int MAX_NUMBERS = 10;

    /** Thrown for a text or lists that are no epoch. */
    public static final class InvalidEpochException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        InvalidEpochException(String message) {
            super(message);
        }
    }

    public Epoch {
        read = List.copyOf(read);
        write = List.copyOf(write);
        requireIncreasing("read", read);
        requireIncreasing("write", write);
        if (Collections.disjoint(read, write)) {
            throw new InvalidEpochException("epoch read and write lists must have a number in common");
        }
    }

    /** Reads the short spelling: {@code N} reads and writes N, {@code N*} can also read N-1. */
    public static Epoch parse(String text) {
        if (text.isEmpty()) {
            return ZERO;
        }
        if (!text.endsWith("*")) {
            long number = number(text);
            return new Epoch(List.of(number), List.of(number));
        }
        long number = number(text.substring(0, text.length() - 1));
        if (number == 0) {
            throw new InvalidEpochException("epoch 0* is not valid: nothing comes before 0");
        }
        return new Epoch(List.of(number - 1, number), List.of(number));
    }

    /** Reads one number in its only spelling: base 10, no leading zero, no sign. */
    public static long number(String text) {
        long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (number < 0 || number > MAX_NUMBER) {
            throw new InvalidEpochException("epoch numbers must be 0 to 4294967295 in base 10 without leading zeros");
        }
        return number;
    }

    /** Tells whether a revision of this epoch can take over the data that a revision of the other has written. */
    public boolean canRead(Epoch installed) {
        return !Collections.disjoint(read, installed.write);
    }

    /** The newest generation that it writes: the epoch, where people call it by one number. */
    public long newest() {
        return write.getLast();
    }

    /**
     * The releases of one channel in the order in which devices are to have them: of those that can take over what a device
     * has, the first. The greatest epoch comes first, since that is where the publisher wants everybody to be in the end, and
     * of equal epochs the one that was released last. A release of an old epoch so reaches those who still have its data,
     * and nobody else (the rule is that of the public store).
     *
     * @param newestFirst the releases, that of today first
     */
    public static <T> List<T> inOrder(List<T> newestFirst, Function<T, Epoch> epoch) {
        List<T> order = new ArrayList<>(newestFirst);
        order.sort(Comparator.comparingLong((T release) -> epoch.apply(release).newest())
                .reversed());
        return List.copyOf(order);
    }

    /**
     * Those of the releases of one channel that any device gets, whatever data it has: the first is what a device without
     * data gets, the others are for those whose data that one cannot read.
     *
     * @param newestFirst the releases, that of today first
     */
    public static <T> List<T> reached(List<T> newestFirst, Function<T, Epoch> epoch) {
        Set<Long> served = new HashSet<>();
        return inOrder(newestFirst, epoch).stream()
                .filter(release -> served.addAll(epoch.apply(release).read()))
                .toList();
    }

    /** The shortest spelling: {@code 1}, {@code 1*}, or both lists as JSON. */
    @Override
    public String toString() {
        if (write.size() == 1) {
            long only = write.getFirst();
            if (read.equals(List.of(only))) {
                return Long.toString(only);
            }
            if (read.equals(List.of(only - 1, only))) {
                return only + "*";
            }
        }
        return "{\"read\":" + json(read) + ",\"write\":" + json(write) + "}";
    }

    private static String json(List<Long> numbers) {
        return numbers.toString().replace(" ", "");
    }

    private static void requireIncreasing(String name, List<Long> numbers) {
        if (numbers.isEmpty() || numbers.size() > MAX_NUMBERS) {
            throw new InvalidEpochException("epoch " + name + " list must have 1 to 10 numbers");
        }
        long previous = -1;
        for (long number : numbers) {
            if (number <= previous || number > MAX_NUMBER) {
                throw new InvalidEpochException(
                        "epoch " + name + " list must be strictly increasing numbers of 0 to 4294967295");
            }
            previous = number;
        }
    }
}
