package org.brandstore.snap;

import java.util.List;
import java.util.Optional;
import org.brandstore.account.Person;
import org.brandstore.naming.Revision;
import org.brandstore.snap.upload.Upload;

/**
 * A submission as a reviewer sees it.
 *
 * @param revision the number that it has, which it keeps if it becomes a revision; empty if it has none yet
 * @param file the snap file
 * @param uploader who uploaded it, and therefore may not decide
 * @param reasons why it waits for a person, or why it was refused; empty in the other states
 * @param findings everything that the automatic review saw
 * @param components the component files that came with it
 * @param decision what a reviewer decided, if one did
 */
public record ReviewCase(
        Submission submission,
        Optional<Revision> revision,
        Snap snap,
        Upload file,
        Person uploader,
        List<SubmissionNote> reasons,
        List<SubmissionNote> findings,
        List<Component> components,
        Optional<ReviewDecision> decision) {
    /** @param name of the component within the snap */
    public record Component(String name, Upload file) {}

    public ReviewCase {
        reasons = List.copyOf(reasons);
        findings = List.copyOf(findings);
        components = List.copyOf(components);
    }
}
