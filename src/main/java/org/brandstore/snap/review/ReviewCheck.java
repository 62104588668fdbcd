package org.brandstore.snap.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the automatic review looks at. The names are codes that never change their meaning (docs/reference/review-policy.md). */
public enum ReviewCheck {
    EVERY_UPLOAD(ReviewAction.NOTE, "any upload at all"),
    GADGET(ReviewAction.REVIEW, "gadget snap"),
    KERNEL(ReviewAction.REVIEW, "kernel snap"),
    SYSTEM_SNAP(ReviewAction.REVIEW, "base, core or snapd snap"),
    CLASSIC_CONFINEMENT(ReviewAction.REVIEW, "classic confinement"),
    DEVMODE_CONFINEMENT(ReviewAction.REVIEW, "devmode confinement"),
    INTERFACE_GRANT(ReviewAction.REVIEW, "plug or slot that devices refuse without a grant"),
    UNKNOWN_INTERFACE(ReviewAction.REVIEW, "interface that is not known"),
    CONTENT_OF_OTHERS(ReviewAction.REVIEW, "content of another publisher"),
    MANUAL_CONNECTION(ReviewAction.NOTE, "plug that does not connect by itself"),
    SETUID(ReviewAction.REVIEW, "file that runs as its owner"),
    SETGID(ReviewAction.REVIEW, "file that runs as its group"),
    FILE_CAPABILITY(ReviewAction.REVIEW, "file that gives powers of root to who runs it"),
    DEVICE_NODE(ReviewAction.REVIEW, "device node, pipe or socket"),
    FOREIGN_MACHINE(ReviewAction.REVIEW, "program for an architecture that the snap does not declare"),
    POWERFUL_HOOK(ReviewAction.REVIEW, "hook with power over the device"),
    UNKNOWN_HOOK(ReviewAction.NOTE, "hook that devices do not run"),
    SIZE(ReviewAction.REVIEW, "file larger than the policy's limit"),
    FOREIGN_OWNER(ReviewAction.NOTE, "file not owned by root"),
    LEAVING_SYMLINK(ReviewAction.NOTE, "link that leaves the snap"),
    MISSING_COMMAND(ReviewAction.NOTE, "command that is not in the snap"),
    MISSING_CONTENT(ReviewAction.NOTE, "content that is not in the gadget or kernel, or does not fit"),
    REFUSED_COMMAND_LINE(ReviewAction.NOTE, "kernel command line that devices refuse"),
    UNUSABLE_ICON(ReviewAction.NOTE, "icon that cannot be used"),
    MISSING_COMPONENT(ReviewAction.NOTE, "declared component that was neither uploaded with the snap nor carried over"),
    /** No policy can let it pass: nobody could sign the revision. */
    PROVENANCE(ReviewAction.REVIEW, "provenance that the snap-declaration does not grant");

    private final ReviewAction standard;
    private final String title;

    ReviewCheck(ReviewAction standard, String title) {
        this.standard = standard;
        this.title = title;
    }

    /** The code in records and answers, such as {@code classic-confinement}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** What happens where a store's policy does not say otherwise. */
    public ReviewAction standard() {
        return standard;
    }

    /** Whether a policy may say otherwise. */
    public boolean isConfigurable() {
        return this != PROVENANCE;
    }

    public static Optional<ReviewCheck> find(String code) {
        return Arrays.stream(values())
                .filter(check -> check.code().equals(code))
                .findFirst();
    }
}
