package org.brandstore.assertion.chain;

import java.time.Clock;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.TrustedSet;

class MemoryAssertionDatabaseTest extends AssertionDatabaseContract {
    @Override
    protected AssertionDatabase newDatabase(TrustedSet trusted, Clock clock) {
        return new MemoryAssertionDatabase(trusted, clock);
    }
}
