package org.brandstore.api.device;

import java.util.concurrent.atomic.AtomicLong;

/** A number of places, or bytes, of which only so many are taken at once. */
final class Places {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Places(long most) {
        this.most = most;
    }

    /** Takes some if all of them are free. */
    boolean take(long some) {
        if (taken.addAndGet(some) <= most) {
            return true;
        }
        taken.addAndGet(-some);
        return false;
    }

    void giveBack(long some) {
        taken.addAndGet(-some);
    }

    long taken() {
        return taken.get();
    }

    boolean isHalfTaken() {
        return taken.get() * 2 >= most;
    }
}
