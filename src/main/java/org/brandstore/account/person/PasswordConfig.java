package org.brandstore.account.person;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What a password must be. */
@ConfigMapping(prefix = "brandstore.password")
public interface PasswordConfig {
    /**
     * The fewest characters. Who has a shorter password since before it was raised can sign in to the console alone, and
     * choose another one there.
     */
    @WithDefault("12")
    @Min(12) @Max(64) int minLength();
}
