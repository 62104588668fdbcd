package org.brandstore.snap.file;

import org.brandstore.snap.squashfs.SquashfsLimits;
import org.brandstore.snap.yaml.YamlLimits;

/**
 * How much of a snap or component file is looked at.
 *
 * @param maxYamlBytes of each of snap.yaml, gadget.yaml and component.yaml; a larger one refuses the file
 * @param maxIconBytes of the icon; a larger one is left out with a finding
 */
public record SnapFileLimits(SquashfsLimits squashfs, YamlLimits yaml, int maxYamlBytes, int maxIconBytes) {
    /** 1 MiB for a YAML file, 300 KiB for an icon. */
    public static final SnapFileLimits STANDARD =
            new SnapFileLimits(SquashfsLimits.STANDARD, YamlLimits.STANDARD, 1 << 20, 300 << 10);
}
