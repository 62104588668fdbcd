package org.brandstore.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.event.change.StoreChanged;

/** Tells what this replica has heard of the changes that a test made up. */
@ApplicationScoped
class HeardChanges implements DerivedState {
    static final String PREFIX = "heard/";
    /** Changes that cannot be judged. */
    static final String BAD_PREFIX = "bad/";

    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger readings = new AtomicInteger();

    @Override
    public String name() {
        return "heard-changes";
    }

    @Override
    public boolean concerns(StoreChanged change) {
        if (change.key().startsWith(PREFIX)) {
            heard.add(change.key());
            return true;
        }
        if (change.key().startsWith(BAD_PREFIX)) {
            throw new IllegalStateException("the test wants this change to be beyond judgement");
        }
        return false;
    }

    @Override
    public void read() {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the test wants this reading to fail");
        }
        readings.incrementAndGet();
    }

    boolean has(String key) {
        return heard.contains(key);
    }

    void failNext(int times) {
        failures.set(times);
    }

    int readings() {
        return readings.get();
    }
}
