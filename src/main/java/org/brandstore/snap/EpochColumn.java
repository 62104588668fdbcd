package org.brandstore.snap;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.snap.metadata.Epoch;

/** The one spelling in which an epoch is kept: {@code {"read":[..],"write":[..]}} without spaces. */
final class EpochColumn {
    private static final Pattern SHAPE = Pattern.compile("\\{\"read\":\\[([0-9,]+)],\"write\":\\[([0-9,]+)]}");

    private EpochColumn() {}

    static String write(Epoch epoch) {
        return "{\"read\":" + list(epoch.read()) + ",\"write\":" + list(epoch.write()) + "}";
    }

    static Epoch read(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("the epoch column holds " + text);
        }
        return new Epoch(numbers(parts.group(1)), numbers(parts.group(2)));
    }

    private static String list(List<Long> numbers) {
        return numbers.toString().replace(" ", "");
    }

    private static List<Long> numbers(String list) {
        List<Long> numbers = new ArrayList<>();
        for (String number : list.split(",", -1)) {
            numbers.add(Long.valueOf(number));
        }
        return numbers;
    }
}
