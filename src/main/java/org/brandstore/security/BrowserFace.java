package org.brandstore.security;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class answers browsers: its methods know people by the session cookie and by nothing else, and take what changes
 * something from this store's own pages only ({@link SameOriginFilter}). Everywhere else the cookie is not looked at, because
 * a browser sends it by itself, whoever wrote the page that makes it ask.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BrowserFace {}
