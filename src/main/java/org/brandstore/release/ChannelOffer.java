package org.brandstore.release;

import java.util.Optional;

/**
 * What an open channel gives to the devices of one architecture.
 *
 * @param pointer what was released to it last
 * @param given what devices get from it: the same, or what it offered before if that was withdrawn; empty if nothing of it
 *     is left, so that they get what the next safer channel has
 */
public record ChannelOffer(Pointer pointer, Optional<Pointer> given) {
    /** Whether what was released last is not what devices get. */
    public boolean isWithdrawn() {
        return given.filter(pointer::equals).isEmpty();
    }
}
