package org.brandstore.snap;

import java.util.Set;
import org.brandstore.account.PersonId;
import org.brandstore.naming.SnapId;

/** On which snaps of other publishers somebody was asked to work. */
public interface SharedSnaps {
    /** The snaps on which somebody works so. */
    Set<SnapId> snapsOf(PersonId person);
}
