package org.brandstore.event.change;

import java.util.List;
import java.util.Optional;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

/** Files that became revisions of a snap or of its components. */
public sealed interface RevisionChange extends Change {
    @Audited(
            action = "snap.revision-accepted",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}/revision/{revision}",
            says = "an upload has become a revision, which is signed",
            tells = Topic.CATALOG)
    record Accepted(
            AccountId brand,
            SnapId snap,
            Revision revision,
            @After("snap") SnapName name,
            @After String version,
            @After List<String> architectures,
            @After Sha3_384 sha3_384,
            @After long size)
            implements RevisionChange {}

    @Audited(
            action = "snap.revision-withdrawn",
            approval = ApprovalClass.GATED,
            subject = "snap/{snap}/revision/{revision}",
            says = "the revision is offered to nobody any more",
            tells = {Topic.CATALOG, Topic.RELEASES})
    record Withdrawn(
            AccountId brand,
            SnapId snap,
            Revision revision,
            @After("snap") SnapName name,
            @After String version,
            String why)
            implements RevisionChange {}

    /**
     * @param snapRevision the revision of the snap with which it goes
     * @param copyOf the revision of the component whose content it has
     */
    record Component(
            AccountId brand,
            SnapId snap,
            @After SnapName component,
            @After Revision revision,
            @After Revision snapRevision,
            @After Sha3_384 sha3_384,
            @After long size,
            @After Optional<Revision> copyOf)
            implements Change.Part {}

    @Audited(
            action = "snap.component-accepted",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}/component/{component}/{revision}",
            says = "a component that was sent with the snap has become a revision",
            tells = Topic.CATALOG)
    record ComponentAccepted(Component component) implements RevisionChange {}

    @Audited(
            action = "snap.component-carried-over",
            approval = ApprovalClass.FOLLOWS,
            subject = "snap/{snap}/component/{component}/{revision}",
            says = "a component goes on from the snap's revision before, as a copy of its own",
            tells = Topic.CATALOG)
    record ComponentCarriedOver(Component component) implements RevisionChange {}

    @Audited(
            action = "snap.component-renewed",
            approval = ApprovalClass.FOLLOWS,
            subject = "snap/{snap}/component/{component}/{revision}",
            says = "a copy takes the place of a component that several revisions of the snap had in common",
            tells = Topic.CATALOG)
    record ComponentRenewed(Component component) implements RevisionChange {}
}
