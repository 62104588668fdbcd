package org.brandstore.event.change;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the audit log and the outbox make of a {@link Change}; the record's components fill it in. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Audited {
    /** What happened: a stable word for programs, such as {@code release.approved}. */
    String action();

    /** Whose word it takes. */
    ApprovalClass approval();

    /** What it was done to, with components in braces, such as {@code snap/{snap}/revision/{revision}}. */
    String subject();

    /** The component that says whose affair it is; empty for what concerns the server as a whole. */
    String brand() default "brand";

    /** One sentence for people, without its full stop. */
    String says();

    /** Which listeners are told of what the components name. */
    Topic[] tells() default {};

    /** Which listeners are told that anything of theirs may have changed. */
    Topic[] tellsAll() default {};

    /**
     * Whose word a kind of {@link Change} takes. Each kind names its class, and has none by default; a test of the bytecode finds
     * the ways from faces, jobs and observers to it. Whoever runs commands on the server decides alone, whatever the class is.
     */
    enum ApprovalClass {
        /** devices are offered what they were, by whom they were: whoever may do it does it alone */
        OPEN("nobody else's"),
        /** takes something away from people or devices, or offers it to no further device: done alone, at once */
        STOPS("nobody else's; what undoes it is another change"),
        /** comes of a change that was decided, or of a time that is over */
        FOLLOWS("nobody's: the store does it by itself"),
        /** is somebody's word about what another asked for */
        DECIDES("is the word of somebody who did not ask for it"),
        /** offers a revision to devices */
        RELEASES("as many as the release policy of the store says"),
        /** changes what devices are offered or may see, or who may change that: is made by its gated change alone */
        GATED("as many as the rule of its kind of proposal says"),
        /** concerns the server as a whole, or the root of trust; no face leads to it */
        OPERATOR("whoever runs commands on the server");

        private final String asks;

        ApprovalClass(String asks) {
            this.asks = asks;
        }

        /** Whose word it takes, for the reference page. */
        String asks() {
            return asks;
        }

        /** Whether a way to such a change has to pass a method that is {@link Checked}. */
        public boolean isGuarded() {
            return this == DECIDES || this == RELEASES || this == GATED || this == OPERATOR;
        }
    }
}
