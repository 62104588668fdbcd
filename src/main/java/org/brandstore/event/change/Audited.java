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
}
