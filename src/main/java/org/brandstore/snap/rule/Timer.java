package org.brandstore.snap.rule;

import java.util.List;
import java.util.regex.Pattern;

/**
 * When a service is started, such as {@code mon-fri,9:00~11:00/2} or {@code sun1,12:00,,wed}: sets of days and times of day,
 * divided by two commas. Within a set the days come first.
 */
public final class Timer {
    private static final String DAY = "(?:sun|mon|tue|wed|thu|fri|sat)";
    private static final Pattern DAYS = Pattern.compile(DAY + "([1-5])?(?:-" + DAY + "([1-5])?)?");
    private static final String TIME = "(?:(?:[0-9]|0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]|24:00)";
    private static final Pattern TIMES = Pattern.compile(TIME + "(?:[-~]" + TIME + ")?");
    private static final Pattern COUNT = Pattern.compile("0*([1-9][0-9]{0,9})");
    private static final long MOST = 0xFFFF_FFFFL;

    private Timer() {}

    public static boolean isValid(String text) {
        for (String set : text.split(",,", -1)) {
            boolean afterTime = false;
            for (String part : set.split(",", -1)) {
                boolean time = part.contains(":");
                if (time ? !isTime(part) : afterTime || !isDays(part)) {
                    return false;
                }
                afterTime |= time;
            }
        }
        return true;
    }

    private static boolean isTime(String part) {
        List<String> halves = List.of(part.split("/", -1));
        return halves.size() <= 2
                && TIMES.matcher(halves.getFirst()).matches()
                && (halves.size() == 1 || isCount(halves.getLast()));
    }

    private static boolean isCount(String text) {
        var matcher = COUNT.matcher(text);
        return matcher.matches() && Long.parseLong(matcher.group(1)) <= MOST;
    }

    /** Where both ends name the week of the month, the last cannot come before the first. */
    private static boolean isDays(String part) {
        var matcher = DAYS.matcher(part);
        if (!matcher.matches()) {
            return false;
        }
        return matcher.group(1) == null
                || matcher.group(2) == null
                || matcher.group(2).compareTo(matcher.group(1)) >= 0;
    }
}
