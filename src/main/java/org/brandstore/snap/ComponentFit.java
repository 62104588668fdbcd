package org.brandstore.snap;

import java.util.Optional;
import java.util.function.Consumer;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.snap.metadata.ComponentMetadata;
import org.brandstore.snap.metadata.SnapComponent;
import org.brandstore.snap.metadata.SnapMetadata;

/** Whether a component file is what the snap declares under that name: devices refuse what differs (assertions.md 3.11). */
final class ComponentFit {
    private ComponentFit() {}

    static void check(SnapMetadata snap, SubmittedSnap.Component component, Consumer<SubmissionNote> problems) {
        SnapName name = component.name();
        ComponentMetadata metadata = component.contents().metadata();
        Optional<SnapComponent> declared = Optional.ofNullable(snap.components().get(name.value()));
        if (declared.isEmpty()) {
            problems.accept(problem(name, "the snap.yaml declares no component of this name"));
        }
        if (!metadata.snap().equals(snap.name()) || !metadata.name().equals(name)) {
            problems.accept(
                    problem(name, "its component.yaml says component: " + metadata.snap() + "+" + metadata.name()));
        }
        if (declared.filter(found -> found.type() != metadata.type()).isPresent()) {
            problems.accept(problem(
                    name,
                    "it is of type " + metadata.type().wireName() + ", the snap.yaml says "
                            + declared.orElseThrow().type().wireName()));
        }
        if (!provenance(metadata.provenance()).equals(provenance(snap.provenance()))) {
            problems.accept(problem(
                    name,
                    "its provenance is " + provenance(metadata.provenance()) + ", that of the snap is "
                            + provenance(snap.provenance())));
        }
    }

    private static String provenance(Optional<String> said) {
        return said.orElse(SnapRevision.DEFAULT_PROVENANCE);
    }

    private static SubmissionNote problem(SnapName name, String why) {
        return new SubmissionNote(
                ErrorCode.INVALID_SNAP.wireCode(), "cannot accept the file of component " + name + ": " + why);
    }
}
