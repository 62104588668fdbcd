package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.snap.resource.ComponentCopier;
import org.brandstore.snap.resource.ComponentCopy;
import org.brandstore.snap.resource.CopyNeed;
import org.brandstore.snap.resource.ResourcePair;
import org.brandstore.snap.resource.Resources;

/**
 * Components that several revisions of a snap have in common, in stores that were filled before each revision had its own.
 * The oldest revision keeps what it has, each other gets a copy: devices that have the other take it with their next refresh,
 * without a new revision of the snap, and what they hold of the old stays signed.
 */
@ApplicationScoped
public class SharedComponents {
    private static final String SERIES = "16";

    private final Resources resources;
    private final ComponentCopier copier;
    private final ComponentRenewal renewal;
    private final AssertionDatabase assertions;

    SharedComponents(
            Resources resources, ComponentCopier copier, ComponentRenewal renewal, AssertionDatabase assertions) {
        this.resources = resources;
        this.copier = copier;
        this.renewal = renewal;
        this.assertions = assertions;
    }

    /**
     * A component of a revision of a snap that an earlier revision has too.
     *
     * @param pinned whether a validation set names this very revision of the component, so that another would be refused by
     *     the devices that follow the set
     */
    public record Shared(ResourcePair pair, boolean pinned) {}

    /** All there are, by snap, oldest first. */
    public List<Shared> list() {
        List<ResourcePair> pairs = resources.shared();
        if (pairs.isEmpty()) {
            return List.of();
        }
        List<ValidationSetView> sets = assertions.findByHeader(AssertionType.VALIDATION_SET, "series", SERIES).stream()
                .map((Assertion set) -> ValidationSetView.of(set))
                .toList();
        return pairs.stream()
                .map(pair -> new Shared(pair, sets.stream().anyMatch(set -> pins(set, pair))))
                .toList();
    }

    /**
     * Gives one revision of a snap a component of its own. It takes as long as copying the file takes.
     *
     * @param actor for the audit log
     * @return whether something changed; not if somebody else did it meanwhile
     */
    public boolean renew(ResourcePair pair, Actor actor) {
        CopyNeed need = resources.copy(pair.resource());
        ComponentCopy copy = copier.copy(need);
        while (resources
                .find(pair.snap(), pair.resource().name(), copy.file().digest())
                .isPresent()) {
            need = need.next();
            copy = copier.copy(need);
        }
        return renewal.put(pair, copy, actor);
    }

    private static boolean pins(ValidationSetView set, ResourcePair pair) {
        return set.snaps().stream()
                .filter(snap -> snap.snapId().equals(pair.snap()))
                .flatMap(snap -> snap.components().entrySet().stream())
                .filter(component ->
                        component.getKey().equals(pair.resource().name().value()))
                .flatMap(component -> component.getValue().revision().stream())
                .anyMatch(pair.resource().revision()::equals);
    }
}
