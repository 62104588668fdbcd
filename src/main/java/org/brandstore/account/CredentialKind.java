package org.brandstore.account;

import java.util.Arrays;
import java.util.Optional;

/** What a credential is for. */
public enum CredentialKind {
    /** a signed-in browser */
    CONSOLE("console"),
    /** a secret handed out so that somebody can sign in for the first time */
    ENROLMENT("enrolment"),
    /** snapcraft in its on-premises mode */
    ONPREM("onprem"),
    /** snapcraft in its default mode */
    UBUNTU_ONE("ubuntu-one"),
    /** a program of the brand that calls the API */
    TOKEN("token"),
    /** the image builder, which names a store and has no device session */
    IMAGE_BUILDER("image-builder");

    private final String wireName;

    CredentialKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<CredentialKind> find(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }
}
