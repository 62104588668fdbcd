package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.brandstore.device.UsedTokens;

/** Forgets nonces and request-ids that are too old to be used again: each session and each registration leaves one. */
@Singleton
class UsedTokenJob {
    private final UsedTokens tokens;

    UsedTokenJob(UsedTokens tokens) {
        this.tokens = tokens;
    }

    @Scheduled(every = "1h", delayed = "5m", identity = "used-tokens", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        int unused = tokens.forgetExpired();
    }
}
