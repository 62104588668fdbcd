package org.brandstore.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which snap a store offers to which models; null for all. */
public record Inclusion(String store, String snap, @Nullable Set<String> models) {}
