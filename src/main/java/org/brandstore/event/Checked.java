package org.brandstore.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.event.change.Change;

/**
 * On a method that asks what the {@link ApprovalClass} of some changes demands, or under which they demand nothing. Without
 * such a method between a face and a guarded change a test fails, and with one that no way passes, too.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface Checked {
    /** The changes to which it leads. */
    Class<? extends Change>[] value();

    /** What is asked here, or why nothing has to be. */
    String because();
}
