package org.brandstore.assertion;

import java.time.Clock;

class MemoryAssertionDatabaseTest extends AssertionDatabaseContract {
    @Override
    protected AssertionDatabase newDatabase(TrustedSet trusted, Clock clock) {
        return new MemoryAssertionDatabase(trusted, clock);
    }
}
