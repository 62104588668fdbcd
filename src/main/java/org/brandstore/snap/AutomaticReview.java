package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.brandstore.problem.ErrorCode;
import org.brandstore.snap.file.Confinement;
import org.brandstore.snap.file.ReviewFinding;
import org.brandstore.snap.file.ReviewFindings;
import org.brandstore.snap.file.SnapContents;
import org.brandstore.snap.file.SnapMetadata;
import org.brandstore.snap.file.SnapType;

/**
 * Looks at a readable snap file before it becomes a revision. It refuses what belongs to another name; everything else
 * that deserves a look is written down and accepted.
 */
@ApplicationScoped
class AutomaticReview {
    /** How many findings with their paths are kept of one file. */
    private static final int MAX_SAMPLES = 50;

    Verdict judge(Snap snap, SnapContents contents) {
        SnapMetadata metadata = contents.metadata();
        List<SubmissionNote> findings = findings(contents);
        if (!metadata.name().equals(snap.name())) {
            SubmissionNote problem = new SubmissionNote(
                    ErrorCode.INVALID_SNAP.wireCode(),
                    "cannot accept the file as snap " + snap.name() + ": its snap.yaml says name: " + metadata.name());
            return new Verdict.Refused(List.of(problem), findings);
        }
        return new Verdict.Accepted(findings);
    }

    private static List<SubmissionNote> findings(SnapContents contents) {
        List<SubmissionNote> notes = new ArrayList<>();
        SnapMetadata metadata = contents.metadata();
        if (metadata.type() != SnapType.APP) {
            notes.add(new SubmissionNote("type", "is of type " + metadata.type().wireName()));
        }
        if (metadata.confinement() != Confinement.STRICT) {
            notes.add(new SubmissionNote(
                    "confinement", "asks for " + metadata.confinement().wireName() + " confinement"));
        }
        ReviewFindings found = contents.findings();
        found.counts().forEach((kind, count) -> notes.add(new SubmissionNote(code(kind), kind.title() + ": " + count)));
        found.samples().stream()
                .limit(MAX_SAMPLES)
                .map(sample -> new SubmissionNote(code(sample.kind()), sample.path() + ": " + sample.detail()))
                .forEach(notes::add);
        return notes;
    }

    private static String code(ReviewFinding.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
