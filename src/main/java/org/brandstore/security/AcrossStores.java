package org.brandstore.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For everybody who is signed in: a list of what is in all stores of the caller, each as far as their roles there go. Only
 * methods may say this that change nothing and whose path names no store, snap or person.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AcrossStores {}
