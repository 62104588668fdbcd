package org.brandstore.event.change;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

/** Uploads on their way to a revision. */
public sealed interface UploadChange extends Change {
    record Which(
            AccountId brand,
            SnapId snap,
            UUID submission,
            @After("snap") SnapName name) implements Change.Part {}

    @Audited(
            action = "snap.submitted",
            approval = ApprovalClass.OPEN,
            subject = "submission/{submission}",
            says = "somebody wants the file to become a revision; `channels` are where to it shall be released then",
            tells = Topic.UPLOADS)
    record Submitted(
            Which upload,
            @After Sha3_384 sha3_384,
            @After long size,
            @After List<Channel> channels,
            @After Set<SnapName> components)
            implements UploadChange {}

    @Audited(
            action = "snap.upload-held",
            approval = ApprovalClass.FOLLOWS,
            subject = "submission/{submission}",
            says = "a person has to look at the upload; `codes` say what was found",
            tells = Topic.UPLOADS)
    record Held(Which upload, @After List<String> codes) implements UploadChange {}

    @Audited(
            action = "snap.upload-refused",
            approval = ApprovalClass.FOLLOWS,
            subject = "submission/{submission}",
            says = "the upload cannot become a revision; `codes` say why",
            tells = Topic.UPLOADS)
    record Refused(Which upload, @After List<String> codes) implements UploadChange {}

    @Audited(
            action = "snap.upload-approved",
            approval = ApprovalClass.DECIDES,
            subject = "submission/{submission}",
            says = "a reviewer lets the upload become a revision",
            tells = Topic.UPLOADS)
    record Approved(Which upload, String why) implements UploadChange {}

    @Audited(
            action = "snap.upload-rejected",
            approval = ApprovalClass.DECIDES,
            subject = "submission/{submission}",
            says = "a reviewer has refused the upload for good",
            tells = Topic.UPLOADS)
    record Rejected(Which upload, String why) implements UploadChange {}

    @Audited(
            action = "snap.upload-review-repeated",
            approval = ApprovalClass.OPEN,
            subject = "submission/{submission}",
            says = "the automatic review looks at the upload again",
            tells = Topic.UPLOADS)
    record ReviewRepeated(Which upload) implements UploadChange {}
}
