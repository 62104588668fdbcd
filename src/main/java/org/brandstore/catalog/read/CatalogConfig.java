package org.brandstore.catalog.read;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What of the catalog is kept in memory. */
@ConfigMapping(prefix = "brandstore.catalog")
public interface CatalogConfig {
    /** Up to how many bytes of descriptions are kept of revisions that no channel offers, but some device has asked for. */
    @WithDefault("33554432")
    @Min(0) long coldBytes();
}
