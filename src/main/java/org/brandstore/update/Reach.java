package org.brandstore.update;

/**
 * How many devices a release concerns, as they told when they last asked for updates.
 *
 * @param following devices that will get what the channel offers
 * @param changing those of them that run another revision now
 */
public record Reach(long following, long changing) {}
