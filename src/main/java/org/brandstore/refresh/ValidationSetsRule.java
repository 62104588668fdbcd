package org.brandstore.refresh;

import java.util.List;
import java.util.Map;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.assertion.AssertionVisibility;
import org.brandstore.catalog.rule.SetDemand;
import org.brandstore.naming.Revision;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.jspecify.annotations.Nullable;

/** The validation sets that the device obeys may leave one revision, or none (assertions.md 6.2). */
final class ValidationSetsRule implements Rule {
    @Override
    public String name() {
        return "validation sets";
    }

    @Override
    public @Nullable RefreshDecision settle(Case c) {
        List<List<String>> named = named(c);
        if (named.isEmpty() || c.isLifted()) {
            return null;
        }
        return switch (c.deviceRules.demand(named, c.snap().id(), set -> AssertionVisibility.seesSet(c.asker, set))) {
            case SetDemand.Any any -> null;
            case SetDemand.Nothing nothing -> c.refuse(Reason.SETS, nothing.why());
            case SetDemand.Only only -> only(c, only);
        };
    }

    private static @Nullable RefreshDecision only(Case c, SetDemand.Only only) {
        int wished = c.action.wish().revision();
        if (wished > 0 && wished != only.revision().value()) {
            return c.refuse(Reason.SETS, "the validation sets allow revision " + only.revision() + " only");
        }
        CatalogRevision revision = c.snap().find(only.revision().value()).orElse(null);
        if (revision != null) {
            for (Map.Entry<String, Revision> wanted : only.components().entrySet()) {
                if (!goesWith(revision, wanted)) {
                    return c.refuse(
                            Reason.SETS,
                            "the validation sets need revision " + wanted.getValue() + " of component "
                                    + wanted.getKey() + ", which does not go with revision " + only.revision());
                }
            }
        }
        c.demand(only.revision().value(), Reason.SETS);
        return null;
    }

    private static boolean goesWith(CatalogRevision revision, Map.Entry<String, Revision> component) {
        return revision.resources().stream()
                .anyMatch(resource -> resource.name().equals(component.getKey())
                        && resource.revision() == component.getValue().value());
    }

    private static List<List<String>> named(Case c) {
        List<List<String>> named = c.action.wish().validationSets();
        return named.isEmpty() && c.installed != null ? c.installed.validationSets() : named;
    }

    @Override
    public String saw(Case c) {
        List<List<String>> named = named(c);
        if (named.isEmpty()) {
            return "the device obeys no set for this snap";
        }
        String sets = String.join(
                ", ", named.stream().map(key -> String.join("/", key)).toList());
        if (c.isLifted()) {
            return sets + ", which the device is told to ignore";
        }
        return c.demanded() > 0 ? sets + " leave revision " + c.demanded() : sets;
    }
}
