package org.brandstore.approval;

import java.util.Locale;

/** How far a proposal has come. All but the first are final. */
public enum ProposalState {
    WAITING,
    /** enough people have approved it, and it has happened */
    APPLIED,
    REJECTED,
    /** its author has taken it back */
    CANCELLED,
    /** something else happened to its subject first, or its time was over */
    OVERTAKEN;

    /** The word in the database and in APIs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProposalState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
