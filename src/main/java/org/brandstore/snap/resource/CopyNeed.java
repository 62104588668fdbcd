package org.brandstore.snap.resource;

import org.brandstore.naming.SnapName;

/**
 * A component file that is to go with one more revision of its snap, and so needs to be there once more with other bytes.
 *
 * @param component its name within the snap
 * @param source whose content it is to have
 * @param stamp which copy of the source it is: two with different stamps differ
 */
public record CopyNeed(SnapName component, ResourceRevision source, int stamp) {
    public CopyNeed {
        if (stamp < 1) {
            throw new IllegalArgumentException("a copy needs a stamp of its own");
        }
    }

    /** The same with other bytes, where these were there already. */
    public CopyNeed next() {
        return new CopyNeed(component, source, stamp + 1);
    }

    /** Whether both ask for the same content. */
    public boolean isAlike(CopyNeed other) {
        return component.equals(other.component) && source.digest().equals(other.source.digest());
    }
}
