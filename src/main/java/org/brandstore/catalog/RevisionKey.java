package org.brandstore.catalog;

/** A revision of a snap. */
public record RevisionKey(String snap, int revision) {}
