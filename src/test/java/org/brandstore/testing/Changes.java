package org.brandstore.testing;

import java.util.Optional;
import org.brandstore.event.change.Change;
import org.brandstore.event.change.ModelChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;

/** Changes for tests that need some and do not care of what. */
public final class Changes {
    private Changes() {}

    /** Raises the number of devices from 1 to 2, because it was {@code reviewed}; its subject is {@link #subject}. */
    public static Change ofModel(AccountId brand, String model) {
        return new ModelChange.SerialRulesSet(brand, new ModelName(model), most(1), most(2), "reviewed");
    }

    public static String subject(AccountId brand, String model) {
        return "model/" + brand + "/" + model;
    }

    private static ModelChange.SerialRules most(int devices) {
        return new ModelChange.SerialRules(
                "refuse",
                false,
                Optional.of(devices),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
