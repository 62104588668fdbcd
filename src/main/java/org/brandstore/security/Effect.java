package org.brandstore.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.brandstore.approval.ChangeKind;

/** How far what a method does reaches, and so how many people it takes. Every HTTP method says it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Effect {
    /** The classes of approval. */
    enum Reach {
        /** changes nothing that anybody could see */
        READS,
        /** makes a session for whom an identity provider sends back, which it does with a GET */
        SIGNS_IN,
        /** changes what the caller has, and nobody else's */
        OWN,
        /** changes what people see or may work on; devices are offered what they were */
        RECORD,
        /** takes something from devices or people, alone and with a reason; giving it back is not in here */
        STOP,
        /** releases something, or asks for it where the store's policy wants approvals */
        RELEASE,
        /** is the word of somebody else about what waits: nobody decides about what they asked for */
        DECIDES,
        /** changes what devices are offered or may see, or who may change that: as many must agree as the policy says */
        GATED
    }

    Reach value();

    /** What passes the gate; there is at least one with {@link Reach#GATED}. */
    ChangeKind[] kinds() default {};
}
