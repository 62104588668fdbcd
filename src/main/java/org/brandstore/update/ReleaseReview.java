package org.brandstore.update;

import java.util.List;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.brandstore.store.BrandStore;

/**
 * Everything that somebody should see before deciding about a release.
 *
 * @param requester the name of who asked
 * @param uploader the name of who uploaded the revision
 * @param replacements one for each different revision that is replaced
 * @param approvals how many have approved who may still decide
 * @param approvalsNeeded as of now
 * @param standing what the person who looks can do
 */
public record ReleaseReview(
        ReleaseRequest request,
        BrandStore store,
        Snap snap,
        SnapRevision revision,
        String requester,
        String uploader,
        List<Replacement> replacements,
        Reach reach,
        List<NamedDecision> decisions,
        int approvals,
        int approvalsNeeded,
        Standing standing) {
    public ReleaseReview {
        replacements = List.copyOf(replacements);
        decisions = List.copyOf(decisions);
    }
}
