package org.brandstore.event.change;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of a {@link Change} that the audit log keeps, as it was. On a {@link Change.Part} it means each of its
 * components. No secrets.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Before {
    /** The key; without one it is the component's name in small letters, with hyphens between its words. */
    String value() default "";
}
