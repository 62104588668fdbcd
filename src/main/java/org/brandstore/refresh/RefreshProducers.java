package org.brandstore.refresh;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.brandstore.device.TokenKeys;

/** Makes what needs this store's own keys. */
@Singleton
class RefreshProducers {
    @Produces
    @Singleton
    CohortKeys cohortKeys(TokenKeys keys) {
        return new CohortKeys(keys.get(TokenKeys.Purpose.COHORT));
    }

    @Produces
    @Singleton
    RefreshDecider decider(CohortKeys cohorts) {
        return new RefreshDecider(cohorts);
    }
}
