package org.brandstore.api.door;

import java.util.concurrent.atomic.AtomicLong;

/** A number of places, or bytes, of which only so many are taken at once. */
public final class Places {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    public Places(long most) {
        this.most = most;
    }

    /** Takes some if all of them are free. */
    public boolean take(long some) {
        if (taken.addAndGet(some) <= most) {
            return true;
        }
        taken.addAndGet(-some);
        return false;
    }

    public void giveBack(long some) {
        taken.addAndGet(-some);
    }

    public long taken() {
        return taken.get();
    }

    public boolean isHalfTaken() {
        return taken.get() * 2 >= most;
    }
}
