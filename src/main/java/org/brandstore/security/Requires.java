package org.brandstore.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.brandstore.account.Permission;

/** A person's credential with all of these permissions is needed. What the person may do with which snap or store is checked by the method. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {
    /** All of them are needed; none means that any valid credential will do. */
    Permission[] value();
}
