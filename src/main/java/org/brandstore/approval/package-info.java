/**
 * Changes that need the approval of other people: who may decide, how many have to agree, and what became of it. Knows
 * nothing of what is proposed; the features that own the effects bring them as {@link
 * org.brandstore.approval.GatedChange}.
 */
@NullMarked
package org.brandstore.approval;

import org.jspecify.annotations.NullMarked;
