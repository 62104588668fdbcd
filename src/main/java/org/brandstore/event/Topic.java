package org.brandstore.event;

/** What kind of thing changed; a listener rebuilds what it derives from things of that kind. */
public enum Topic {
    ACCOUNTS,
    ASSERTIONS,
    CATALOG,
    DELTAS,
    DEVICES,
    KEYS,
    MODELS,
    PEOPLE,
    PROPOSALS,
    RELEASES,
    SERIALS,
    UPLOADS
}
