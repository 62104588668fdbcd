package org.brandstore.snap.metadata;

/**
 * Something in a snap file that is allowed but that a reviewer should know.
 *
 * @param path of the entry, relative to the root of the snap
 * @param detail in words, such as the owner or the target of a link
 */
public record ReviewFinding(Kind kind, String path, String detail) {
    /** What was found. */
    public enum Kind {
        SETUID("runs as its owner"),
        SETGID("runs as its group"),
        CAPABILITY("gives powers of root to who runs it"),
        DEVICE_NODE("device node, pipe or socket"),
        FOREIGN_OWNER("not owned by root"),
        LEAVING_SYMLINK("link that leaves the snap"),
        MISSING_COMMAND("command that is not in the snap"),
        UNKNOWN_HOOK("hook that snapd does not run"),
        MISSING_CONTENT("content that is not in the gadget or kernel, or does not fit"),
        REFUSED_COMMAND_LINE("kernel command line that devices refuse"),
        UNUSABLE_ICON("icon that cannot be used"),
        FOREIGN_MACHINE("program for an architecture that the snap does not declare");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** For people. */
        public String title() {
            return title;
        }
    }
}
