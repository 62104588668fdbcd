package org.brandstore.snap.file;

import java.util.Optional;
import org.brandstore.snap.yaml.YamlReader;

/** Reads the one text for people that is not kept beside the {@code snap.yaml} of a revision. */
public final class SnapLicense {
    private SnapLicense() {}

    /** @param snapYaml as it was accepted once */
    public static Optional<String> of(String snapYaml) {
        return new YamlReader(SnapFileLimits.STANDARD.yaml())
                .read(SnapYaml.PATH, snapYaml)
                .text("license")
                .filter(text -> !text.isEmpty());
    }
}
