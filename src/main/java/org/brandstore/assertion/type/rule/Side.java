package org.brandstore.assertion.type.rule;

/** Whether a rule is about plugs or about slots. */
enum Side {
    PLUG("plugs"),
    SLOT("slots");

    private final String header;

    Side(String header) {
        this.header = header;
    }

    /** The header that holds the rules. */
    String header() {
        return header;
    }
}
