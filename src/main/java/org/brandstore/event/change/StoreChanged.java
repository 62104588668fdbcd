package org.brandstore.event.change;

/**
 * Told on every replica, the writing one included, after a change was committed. Delivery is at least once and in no
 * promised order: a listener reads the present state anew instead of trusting what it missed.
 *
 * @param topic what kind of thing changed
 * @param key which one, as the topic says; {@link Topic#ALL} if it may be any. Older programs have left other spellings
 */
public record StoreChanged(Topic topic, String key) {}
