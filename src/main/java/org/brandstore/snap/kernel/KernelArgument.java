package org.brandstore.snap.kernel;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One argument of a kernel's command line.
 *
 * @param value empty where it has none
 * @param quoted whether the value was in quotes
 */
public record KernelArgument(String name, String value, boolean quoted) {
    private static final Set<String> RESERVED = Set.of("root", "nfsroot", "init");
    private static final Set<String> ALLOWED = Set.of("snapd_system_disk", "snapd.debug");
    private static final Pattern GLOB = Pattern.compile("[*?\\[\\]\\\\{}]");
    /** What the kernel takes for a blank. */
    private static final String BLANKS = " \t\n\u000B\f\r";

    /**
     * Reads a text as the kernel does.
     *
     * @return empty where it is not one argument alone, or a quote that opens the value closes nowhere
     */
    public static Optional<KernelArgument> parse(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        if (start == text.length()) {
            return Optional.empty();
        }
        int end = end(text, start);
        boolean alone = text.chars().skip(end).allMatch(c -> isBlank((char) c));
        return alone ? read(text.substring(start, end)) : Optional.empty();
    }

    /** Whether devices leave it to gadgets; the rest is for snapd itself. */
    public boolean isAllowed() {
        String key = name.split("=", 2)[0];
        return ALLOWED.contains(key) || !(key.startsWith("snapd") || RESERVED.contains(key));
    }

    /** Whether devices can match others against it: with any value, or with exactly this one. */
    public boolean isPattern() {
        return quoted || value.equals("*") || !GLOB.matcher(value).find();
    }

    private static boolean isBlank(char c) {
        return BLANKS.indexOf(c) >= 0;
    }

    private static int end(String text, int start) {
        boolean inQuotes = false;
        int at = start;
        while (at < text.length() && (inQuotes || !isBlank(text.charAt(at)))) {
            inQuotes ^= text.charAt(at) == '"';
            at++;
        }
        return at;
    }

    /** An equals sign at the very start belongs to the name. */
    private static Optional<KernelArgument> read(String argument) {
        boolean quotedWhole = argument.startsWith("\"");
        int begin = quotedWhole ? 1 : 0;
        boolean closed = quotedWhole && argument.length() > 1 && argument.endsWith("\"");
        int equals = argument.indexOf('=', 1);
        if (equals < 0) {
            String name = argument.substring(begin, argument.length() - (closed ? 1 : 0));
            return Optional.of(new KernelArgument(name, "", closed));
        }
        String name = argument.substring(begin, equals);
        boolean quotedValue = argument.startsWith("\"", equals + 1);
        int from = equals + (quotedValue ? 2 : 1);
        int to = argument.length() - ((closed || (quotedValue && argument.endsWith("\""))) ? 1 : 0);
        return from <= to
                ? Optional.of(new KernelArgument(name, argument.substring(from, to), closed || quotedValue))
                : Optional.empty();
    }
}
