package org.brandstore.event.change;

import java.util.UUID;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;

/** People: how they prove who they are, and whether they may come in. */
public sealed interface PersonChange extends Change {
    /** @param brand that brought the person, whose auditors read it */
    record Who(AccountId brand, UUID person) implements Change.Part {}

    @Audited(
            action = "person.added",
            approval = ApprovalClass.OPEN,
            subject = "person/{person}",
            says = "a person can be given roles; `account` is the account in whose name they register keys",
            tells = Topic.PEOPLE)
    record Added(Who who, @After String email, @After AccountId account) implements PersonChange {}

    @Audited(
            action = "person.confirmed",
            approval = ApprovalClass.DECIDES,
            subject = "person/{person}",
            says = "somebody else has vouched for a person whose address is not proven",
            tells = Topic.PEOPLE)
    record Confirmed(Who who, @After String email) implements PersonChange {}

    @Audited(
            action = "person.password-set",
            approval = ApprovalClass.OPEN,
            subject = "person/{person}",
            says = "the password is another one",
            tells = Topic.PEOPLE)
    record PasswordSet(Who who) implements PersonChange {}

    @Audited(
            action = "person.email-proven",
            approval = ApprovalClass.OPEN,
            subject = "person/{person}",
            says = "the address is the person's; what counted before that is gone: password, credentials, account",
            tells = Topic.PEOPLE)
    record EmailProven(Who who) implements PersonChange {}

    @Audited(
            action = "person.disabled",
            approval = ApprovalClass.STOPS,
            subject = "person/{person}",
            says = "the person cannot sign in any more, and all credentials are revoked",
            tells = Topic.PEOPLE)
    record Disabled(Who who, String why) implements PersonChange {}

    @Audited(
            action = "person.enabled",
            approval = ApprovalClass.OPERATOR,
            subject = "person/{person}",
            says = "the person can sign in again",
            tells = Topic.PEOPLE)
    record Enabled(Who who) implements PersonChange {}

    @Audited(
            action = "identity.bound",
            approval = ApprovalClass.OPEN,
            subject = "person/{person}",
            says = "the person is who the identity provider knows by this name",
            tells = Topic.PEOPLE)
    record IdentityBound(
            Who who, @After String issuer, @After String subject) implements PersonChange {}

    @Audited(
            action = "identity.unbound",
            approval = ApprovalClass.STOPS,
            subject = "person/{person}",
            says = "the identity provider's word counts for the person no more",
            tells = Topic.PEOPLE)
    record IdentityUnbound(Who who, @After int identities) implements PersonChange {}

    @Audited(
            action = "second-factor.begun",
            approval = ApprovalClass.OPEN,
            subject = "person/{person}",
            says = "a second factor was made, which counts once it is confirmed",
            tells = Topic.PEOPLE)
    record SecondFactorBegun(Who who) implements PersonChange {}

    @Audited(
            action = "second-factor.confirmed",
            approval = ApprovalClass.OPEN,
            subject = "person/{person}",
            says = "signing in needs the second factor from now on",
            tells = Topic.PEOPLE)
    record SecondFactorConfirmed(Who who) implements PersonChange {}

    @Audited(
            action = "second-factor.removed",
            approval = ApprovalClass.OPEN,
            subject = "person/{person}",
            says = "signing in needs no second factor any more",
            tells = Topic.PEOPLE)
    record SecondFactorRemoved(Who who) implements PersonChange {}

    @Audited(
            action = "recovery-code.used",
            approval = ApprovalClass.OPEN,
            subject = "person/{person}",
            says = "a recovery code stood in for the second factor, once",
            tells = Topic.PEOPLE)
    record RecoveryCodeUsed(Who who) implements PersonChange {}

    @Audited(
            action = "recovery-codes.renewed",
            approval = ApprovalClass.OPEN,
            subject = "person/{person}",
            says = "the person has other recovery codes",
            tells = Topic.PEOPLE)
    record RecoveryCodesRenewed(Who who) implements PersonChange {}
}
