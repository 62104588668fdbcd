package org.brandstore.snap.metadata;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;

/**
 * What a valid {@code meta/snap.yaml} says. Texts that are absent are empty; maps and sets are in name order.
 *
 * @param version 1 to 32 characters
 * @param architectures at least one; {@code all} when the file names none
 * @param base the snap that the root file system comes from; absent for {@code core} and for bases
 * @param title at most 40 code points
 * @param summary at most 128 code points
 * @param description at most 4096 code points
 * @param license an SPDX expression
 * @param plugs by name, with those that only an app or a hook lists
 * @param slots likewise
 * @param hooks the names of the hooks that the file lists; a snap can have more as files
 * @param provenance which authority's revisions these are; absent means the default, {@code global-upload}
 * @param assumes features of snapd that the snap needs, in name order
 * @param commonIds of all apps, in name order
 * @param links kind to addresses
 */
public record SnapMetadata(
        SnapName name,
        String version,
        SnapType type,
        List<Architecture> architectures,
        Optional<SnapName> base,
        Epoch epoch,
        Confinement confinement,
        Grade grade,
        String title,
        String summary,
        String description,
        Optional<String> license,
        Map<String, InterfaceEnd> plugs,
        Map<String, InterfaceEnd> slots,
        Map<String, SnapApp> apps,
        Set<String> hooks,
        Map<String, SnapComponent> components,
        Optional<String> provenance,
        List<String> assumes,
        List<String> commonIds,
        Map<String, List<String>> links) {
    public SnapMetadata {
        architectures = List.copyOf(architectures);
        plugs = Ordered.copyOf(plugs);
        slots = Ordered.copyOf(slots);
        apps = Ordered.copyOf(apps);
        hooks = Ordered.copyOf(hooks);
        components = Ordered.copyOf(components);
        assumes = List.copyOf(assumes);
        commonIds = List.copyOf(commonIds);
        links = Ordered.copyOf(links);
    }
}
