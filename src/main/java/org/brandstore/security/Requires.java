package org.brandstore.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.brandstore.account.credential.Permission;

/**
 * A person's credential is needed. What the person must be is said by one of {@link OnSnap}, {@link InStore}, {@link
 * AcrossStores} and {@link OwnAffair}; the filter refuses methods that do not say it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {
    /** The credential must have one of them; none means that any valid credential will do. */
    Permission[] value();

    /** To what the credential may be narrowed. */
    Limits limits() default Limits.STORES;
}
