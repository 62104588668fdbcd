package org.brandstore.snap.review;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.brandstore.snap.metadata.Confinement;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.metadata.SnapType;

/** Looks at an upload from all sides and keeps everything it sees; what follows from it, the store's policy says. */
public final class SnapReview {
    private final InterfaceReview interfaces;

    public SnapReview() {
        this(InterfaceTable.standard());
    }

    SnapReview(InterfaceTable table) {
        this.interfaces = new InterfaceReview(table);
    }

    /** Everything that was found, whatever the policy makes of it, in the order of the checks. */
    public List<Finding> look(ReviewSubject subject, ReviewPolicy policy) {
        List<Finding> findings = new ArrayList<>();
        if (policy.action(ReviewCheck.EVERY_UPLOAD) != ReviewAction.NOTE) {
            findings.add(new Finding(
                    ReviewCheck.EVERY_UPLOAD,
                    "every upload to this store is looked at by a person; wait for a reviewer"));
        }
        SnapMetadata metadata = subject.contents().metadata();
        type(metadata.type(), findings::add);
        confinement(metadata.confinement(), findings::add);
        interfaces.look(subject, findings::add);
        FileReview.look(subject, findings::add);
        if (subject.size() > policy.maxBytes()) {
            findings.add(new Finding(
                    ReviewCheck.SIZE,
                    "a file has " + subject.size() + " bytes, more than the " + policy.maxBytes()
                            + " that the store lets pass; leave out what devices do not need, or ask a reviewer"));
        }
        components(subject, findings::add);
        ProvenanceReview.look(subject, findings::add);
        return List.copyOf(findings);
    }

    private static void type(SnapType type, Consumer<Finding> findings) {
        switch (type) {
            case APP -> {}
            case GADGET ->
                findings.accept(new Finding(
                        ReviewCheck.GADGET,
                        "is a gadget, which decides how devices boot and what connects; a reviewer has to look at it"));
            case KERNEL ->
                findings.accept(new Finding(
                        ReviewCheck.KERNEL, "is a kernel, which nothing confines; a reviewer has to look at it"));
            case OS, BASE, SNAPD ->
                findings.accept(new Finding(
                        ReviewCheck.SYSTEM_SNAP,
                        "is of type " + type.wireName()
                                + ", on which other snaps stand; a reviewer has to look at it"));
        }
    }

    private static void confinement(Confinement confinement, Consumer<Finding> findings) {
        switch (confinement) {
            case STRICT -> {}
            case CLASSIC ->
                findings.accept(new Finding(
                        ReviewCheck.CLASSIC_CONFINEMENT,
                        "asks for classic confinement, which gives it the whole system; use confinement: strict with the"
                                + " interfaces it needs, or ask a reviewer"));
            case DEVMODE ->
                findings.accept(new Finding(
                        ReviewCheck.DEVMODE_CONFINEMENT,
                        "asks for devmode confinement, which is for development only; use confinement: strict, or ask a"
                                + " reviewer"));
        }
    }

    private static void components(ReviewSubject subject, Consumer<Finding> findings) {
        subject.contents().metadata().components().values().stream()
                .filter(component -> !subject.components().containsKey(component.name())
                        && !subject.carriedOver().contains(component.name()))
                .forEach(component -> findings.accept(new Finding(
                        ReviewCheck.MISSING_COMPONENT,
                        "declares the component " + component.name()
                                + ", which was neither uploaded with it nor is carried over from the revision before, so"
                                + " devices cannot install that; upload with"
                                + " --component " + component.name() + "=FILE")));
    }
}
