package org.brandstore.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.brandstore.account.Role;

/**
 * For people with one of these roles in the store that the request names, or in that of the thing it names. The method gets
 * the store from {@link Rights}, or lets it check the store of the thing.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface InStore {
    Role[] value() default {
        Role.ADMIN,
        Role.PUBLISHER,
        Role.OUTSIDE_PUBLISHER,
        Role.REVIEWER,
        Role.RELEASE_MANAGER,
        Role.VIEWER,
        Role.AUDITOR
    };
}
