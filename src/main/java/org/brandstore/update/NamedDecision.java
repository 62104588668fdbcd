package org.brandstore.update;

/** A decision with the name of who made it. */
public record NamedDecision(String person, Decision decision) {}
