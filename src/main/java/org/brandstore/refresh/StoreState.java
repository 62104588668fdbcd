package org.brandstore.refresh;

import org.brandstore.catalog.Catalog;
import org.brandstore.delta.ReadyDeltas;
import org.brandstore.update.plan.Policy;

/**
 * What a question is answered from: what the store knew at one moment.
 *
 * @param catalog what there is, and who may see it
 * @param policy who gets what and when
 * @param deltas the deltas that can be had
 */
public record StoreState(Catalog catalog, Policy policy, ReadyDeltas deltas) {}
