package org.brandstore.cli.fleet;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells what happens, line by line, with bars for what takes long. On a terminal a bar is redrawn in place. */
final class ProgressLines {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private int step;
    private int lastTenth = -1;

    /** @param terminal whether lines can be overwritten */
    ProgressLines(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether the standard output is a terminal, as far as this system tells. */
    static boolean isTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).startsWith("/dev/pts");
        } catch (IOException e) {
            return false;
        }
    }

    synchronized void step(String title) {
        step++;
        out.printf(Locale.ROOT, "%n%2d. %s%n", step, title);
        lastTenth = -1;
    }

    synchronized void say(String text) {
        out.println("    " + text);
    }

    /** Shows progress; without a terminal a line is printed at every tenth only. */
    synchronized void progress(String what, int done, int all) {
        int tenth = all == 0 ? 10 : 10 * done / all;
        if (!terminal && tenth == lastTenth) {
            return;
        }
        lastTenth = done < all ? tenth : -1;
        int filled = all == 0 ? WIDTH : WIDTH * done / all;
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        String line = String.format(Locale.ROOT, "    [%s] %d/%d %s", bar, done, all, what);
        if (terminal && done < all) {
            out.print("\r" + line);
            out.flush();
        } else {
            out.println(terminal ? "\r" + line : line);
        }
    }
}
