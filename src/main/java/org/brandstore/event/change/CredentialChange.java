package org.brandstore.event.change;

import java.util.UUID;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;

/** What lets programs and browsers act for a person. */
public sealed interface CredentialChange extends Change {
    /** @param brand that brought the person, whose auditors read it */
    record Which(AccountId brand, UUID credential, @After UUID person) implements Change.Part {}

    @Audited(
            action = "credential.issued",
            approval = ApprovalClass.OPEN,
            subject = "credential/{credential}",
            says = "a token or session acts for the person",
            tells = Topic.PEOPLE)
    record Issued(Which which, @After String kind, @After String description) implements CredentialChange {}

    @Audited(
            action = "credential.used-up",
            approval = ApprovalClass.OPEN,
            subject = "credential/{credential}",
            says = "a credential that is good once was exchanged for another one",
            tells = Topic.PEOPLE)
    record UsedUp(Which which) implements CredentialChange {}

    @Audited(
            action = "credential.revoked",
            approval = ApprovalClass.STOPS,
            subject = "credential/{credential}",
            says = "the credential works no more",
            tells = Topic.PEOPLE)
    record Revoked(Which which) implements CredentialChange {}
}
