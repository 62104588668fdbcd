package org.brandstore.snap.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a gadget with a kernel's command line or more of it, which devices read where the gadget.yaml says nothing. */
public final class CommandLineFile {
    /** The longest line that a device reads. */
    private static final int LONGEST_LINE = 64 * 1024 - 1;

    private static final Pattern ARGUMENT =
            Pattern.compile("\\G *+([^\" =]++(?:=(?:\"[^\"]*+\"|[^\"= ][^\" ]*+)?+)?+)(?= |$)");

    private CommandLineFile() {}

    /** What devices refuse in such a file, in words. Lines that begin with # are comments. */
    public static Optional<String> problem(String text) {
        StringBuilder line = new StringBuilder();
        for (String part : text.split("\n", -1)) {
            if (part.length() > LONGEST_LINE) {
                return Optional.of("has a line of more than " + LONGEST_LINE + " characters");
            }
            if (!part.startsWith("#")) {
                line.append(' ').append(part.endsWith("\r") ? part.substring(0, part.length() - 1) : part);
            }
        }
        return problemIn(line.toString());
    }

    private static Optional<String> problemIn(String line) {
        Matcher arguments = ARGUMENT.matcher(line);
        int end = 0;
        while (arguments.find()) {
            end = arguments.end();
            String argument = arguments.group(1);
            if (argument.startsWith("#")) {
                return Optional.of("has a # before an argument; begin the line with it to make a comment");
            }
            if (!new KernelArgument(argument, "", false).isAllowed()) {
                return Optional.of("sets " + argument + ", which is for snapd itself; leave it out");
            }
        }
        return line.substring(end).isBlank()
                ? Optional.empty()
                : Optional.of("has quotes or equals signs in wrong places; write NAME, NAME=VALUE or NAME=\"VALUE\"");
    }
}
