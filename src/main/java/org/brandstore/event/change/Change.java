package org.brandstore.event.change;

/**
 * One state change, told once: it becomes an audit record and outbox events in the transaction that makes it. Each
 * implementation is a record of one action, described by {@link Audited}; {@code docs/reference/audit-log.md} lists them.
 */
public sealed interface Change
        permits AccountChange,
                BrandChange,
                ChannelChange,
                CollaboratorChange,
                CredentialChange,
                DeviceChange,
                ModelChange,
                PersonChange,
                ProposalChange,
                ReleaseChange,
                RevisionChange,
                SnapChange,
                SnapListingChange,
                StatementChange,
                TeamChange,
                TrustChange,
                UploadChange {
    /** The reason that was given, or an empty text. */
    default String why() {
        return "";
    }

    /** Components that several changes have in common; the log has them side by side with the others. */
    interface Part {}
}
