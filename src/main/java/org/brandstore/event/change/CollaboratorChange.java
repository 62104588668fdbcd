package org.brandstore.event.change;

import java.util.UUID;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;

/** Who works on one snap besides the people of its store. */
public sealed interface CollaboratorChange extends Change {
    @Audited(
            action = "collaborator.invited",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "somebody was asked to work on the snap",
            tells = Topic.COLLABORATORS)
    record Invited(AccountId brand, SnapId snap, @After String email) implements CollaboratorChange {}

    @Audited(
            action = "collaborator.invite-revoked",
            approval = ApprovalClass.STOPS,
            subject = "snap/{snap}",
            says = "nobody can accept the invitation any more",
            tells = Topic.COLLABORATORS)
    record InviteRevoked(
            AccountId brand, SnapId snap, @After String email) implements CollaboratorChange {}

    @Audited(
            action = "collaborator.accepted",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "the person works on the snap",
            tells = Topic.COLLABORATORS)
    record Accepted(AccountId brand, SnapId snap, @After UUID person) implements CollaboratorChange {}

    @Audited(
            action = "collaborator.rejected",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "the person does not want to work on the snap",
            tells = Topic.COLLABORATORS)
    record Rejected(AccountId brand, SnapId snap, @After UUID person) implements CollaboratorChange {}

    @Audited(
            action = "collaborator.removed",
            approval = ApprovalClass.STOPS,
            subject = "snap/{snap}",
            says = "the person works on the snap no more",
            tells = Topic.COLLABORATORS)
    record Removed(AccountId brand, SnapId snap, @After UUID person) implements CollaboratorChange {}
}
