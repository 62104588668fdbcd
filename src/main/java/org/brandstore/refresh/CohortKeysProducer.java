package org.brandstore.refresh;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.brandstore.device.TokenKeys;

/** Makes the cohort keys of this store. */
@Singleton
class CohortKeysProducer {
    @Produces
    @Singleton
    CohortKeys cohortKeys(TokenKeys keys) {
        return new CohortKeys(keys.get(TokenKeys.Purpose.COHORT));
    }
}
