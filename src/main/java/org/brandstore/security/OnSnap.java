package org.brandstore.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.brandstore.snap.SnapOperation;

/** For people who may do this with the snap that the request names. The method gets the snap from {@link Rights} only. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnSnap {
    SnapOperation value();
}
