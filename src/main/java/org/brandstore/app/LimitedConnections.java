package org.brandstore.app;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/**
 * Closes the connections that migrations have used: these may take their time, and their connections come back to the pool
 * without the limits that all others have.
 */
@Singleton
class LimitedConnections {
    /** Before anything else uses the database. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event, AgroalDataSource pool) {
        pool.flush(AgroalDataSource.FlushMode.GRACEFUL);
    }
}
