package org.brandstore.snap.resource;

import java.util.Optional;
import org.brandstore.account.PersonId;
import org.brandstore.blob.BlobId;
import org.brandstore.event.change.RevisionChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.ComponentType;

/**
 * A component file that is to go with a revision of its snap. No revision of the component has these bytes yet.
 *
 * @param owner of the snap's revision
 * @param name of the component within its snap
 * @param version as people read it
 * @param copyOf the revision whose content it has; empty for one that was uploaded
 * @param origin how it came to this revision of the snap
 */
public record NewResource(
        Owner owner,
        SnapName name,
        BlobId file,
        ComponentType type,
        String version,
        Optional<Revision> copyOf,
        Origin origin) {

    /** How a component came to a revision of its snap. */
    public enum Origin {
        /** Somebody sent it with the snap. */
        UPLOADED,
        /** It goes on from the revision before. */
        CARRIED,
        /** It takes the place of one that several revisions of the snap had in common. */
        RENEWED;

        /** What the audit log says of it. */
        RevisionChange change(RevisionChange.Component component) {
            return switch (this) {
                case UPLOADED -> new RevisionChange.ComponentAccepted(component);
                case CARRIED -> new RevisionChange.ComponentCarriedOver(component);
                case RENEWED -> new RevisionChange.ComponentRenewed(component);
            };
        }
    }

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
