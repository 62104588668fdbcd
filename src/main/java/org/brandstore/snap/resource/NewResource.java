package org.brandstore.snap.resource;

import org.brandstore.account.PersonId;
import org.brandstore.blob.BlobId;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.file.ComponentType;

/**
 * A component file that is to go with a revision of its snap.
 *
 * @param owner of the snap's revision
 * @param name of the component within its snap
 * @param version as people read it
 */
public record NewResource(Owner owner, SnapName name, BlobId file, ComponentType type, String version) {
    /**
     * The revision of the snap with which it goes.
     *
     * @param publisher of the snap, who vouches as developer
     */
    public record Owner(
            SnapId snap,
            Revision revision,
            String provenance,
            AccountId brand,
            AccountId publisher,
            PersonId uploader,
            String actor) {}
}
