package org.brandstore.event;

/**
 * Told on every replica, the writing one included, after a change was committed. Delivery is at least once and in no
 * promised order: a listener reads the present state anew instead of trusting what it missed.
 *
 * @param topic what kind of thing changed
 * @param key which one, in the words of its feature
 */
public record StoreChanged(Topic topic, String key) {}
