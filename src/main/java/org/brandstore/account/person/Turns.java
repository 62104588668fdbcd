package org.brandstore.account.person;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/** Lets a few do something costly at a time, and a few more wait for it. Who comes when too many wait is sent away. */
public final class Turns {
    private final Semaphore working;
    private final Semaphore present;

    /**
     * @param atOnce how many work at a time
     * @param waiting how many more may wait
     */
    Turns(int atOnce, int waiting) {
        this.working = new Semaphore(atOnce, true);
        this.present = new Semaphore(atOnce + waiting);
    }

    /** @throws StoreException {@link ErrorCode#TOO_MANY_REQUESTS} if too many wait already */
    <T> T take(Supplier<T> work) {
        if (!present.tryAcquire()) {
            throw new StoreException(List.of(new ErrorDetail(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "cannot check a password now: very many are being checked; try again in a moment",
                    Map.of("retry-after", 1L))));
        }
        try {
            working.acquireUninterruptibly();
            try {
                return work.get();
            } finally {
                working.release();
            }
        } finally {
            present.release();
        }
    }

    /** Whether the next would be sent away. */
    boolean isFull() {
        return present.availablePermits() == 0;
    }
}
