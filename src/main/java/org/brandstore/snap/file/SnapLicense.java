package org.brandstore.snap.file;

import java.util.Optional;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.fields.SnapYaml;
import org.brandstore.snap.rule.LicenseExpression;
import org.brandstore.snap.yaml.YamlReader;

/** Reads the one text for people that is not kept beside the {@code snap.yaml} of a revision. */
public final class SnapLicense {
    private SnapLicense() {}

    /**
     * The licence, if it is one.
     *
     * @param snapYaml as it was accepted once, perhaps by rules that were less strict than today's
     */
    public static Optional<String> of(String snapYaml) {
        try {
            return new YamlReader(SnapFileLimits.STANDARD.yaml())
                    .read(SnapYaml.PATH, snapYaml)
                    .text("license")
                    .filter(LicenseExpression::isValid);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}
