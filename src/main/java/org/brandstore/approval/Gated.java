package org.brandstore.approval;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The effect of a change that may need approval. Only the {@link GatedChange} of that kind calls it; a test of the
 * bytecode holds everybody else off.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Gated {
    ChangeKind value();
}
