package org.brandstore.refresh.question;

/** What a client wants to do with a snap. */
public enum ActionKind {
    REFRESH("refresh"),
    INSTALL("install"),
    DOWNLOAD("download");

    private final String wireName;

    ActionKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
