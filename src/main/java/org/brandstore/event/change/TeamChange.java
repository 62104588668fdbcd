package org.brandstore.event.change;

import java.util.List;
import java.util.UUID;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;

/** Who works for a store, and as what. */
public sealed interface TeamChange extends Change {
    @Audited(
            action = "role.granted",
            approval = ApprovalClass.GATED,
            subject = "person/{person}",
            says = "the person has a role in the store",
            tells = Topic.PEOPLE)
    record RoleGranted(
            AccountId brand,
            UUID person,
            @After StoreId store,
            @After String role) implements TeamChange {}

    @Audited(
            action = "role.withdrawn",
            approval = ApprovalClass.STOPS,
            subject = "person/{person}",
            says = "the person has a role in the store no more",
            tells = Topic.PEOPLE)
    record RoleWithdrawn(
            AccountId brand,
            UUID person,
            @Before StoreId store,
            @Before String role) implements TeamChange {}

    @Audited(
            action = "person.shut-out",
            approval = ApprovalClass.STOPS,
            subject = "person/{person}",
            says = "the person has no role in any store of the brand any more",
            tells = Topic.PEOPLE)
    record ShutOut(AccountId brand, UUID person, @After String email, String why) implements TeamChange {}

    record Invitation(AccountId brand, StoreId store, UUID invitation) implements Change.Part {}

    @Audited(
            action = "person.invited",
            approval = ApprovalClass.OPEN,
            subject = "store/{store}/invitation/{invitation}",
            says = "somebody was asked to work for the store",
            tells = Topic.INVITATIONS)
    record Invited(
            Invitation invitation,
            @After String email,
            @After List<String> roles) implements TeamChange {}

    @Audited(
            action = "invitation.mailed",
            approval = ApprovalClass.OPEN,
            subject = "store/{store}/invitation/{invitation}",
            says = "the link went to the address itself, so that who uses it has proven the address",
            tells = Topic.INVITATIONS)
    record InvitationMailed(Invitation invitation, @After String email) implements TeamChange {}

    @Audited(
            action = "invitation.accepted",
            approval = ApprovalClass.OPEN,
            subject = "store/{store}/invitation/{invitation}",
            says = "whom the invitation was for has the roles",
            tells = Topic.INVITATIONS)
    record InvitationAccepted(
            Invitation invitation,
            @After UUID person,
            @After List<String> roles) implements TeamChange {}

    @Audited(
            action = "invitation.withdrawn",
            approval = ApprovalClass.STOPS,
            subject = "store/{store}/invitation/{invitation}",
            says = "the invitation's link leads nowhere any more",
            tells = Topic.INVITATIONS)
    record InvitationWithdrawn(Invitation invitation) implements TeamChange {}
}
