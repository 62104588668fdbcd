package org.brandstore.snap.review;

import java.util.Optional;
import java.util.function.Consumer;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.NameRules;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.InterfaceEnd;
import org.brandstore.snap.metadata.SnapType;

/**
 * Whether devices will accept the plugs and slots of a snap. They decide by the rule of the snap's own declaration, and
 * only where it has none for the interface by the base declaration (assertions.md 3.8).
 */
final class InterfaceReview {
    private static final String CONTENT = "content";

    private final InterfaceTable table;

    InterfaceReview(InterfaceTable table) {
        this.table = table;
    }

    void look(ReviewSubject subject, Consumer<Finding> findings) {
        subject.contents().metadata().slots().values().forEach(slot -> slot(subject, slot, findings));
        subject.contents().metadata().plugs().values().forEach(plug -> plug(subject, plug, findings));
    }

    private void slot(ReviewSubject subject, InterfaceEnd slot, Consumer<Finding> findings) {
        Optional<InstallationRule> rule = rule(subject, "slots", slot);
        Optional<InterfaceRow> row = table.find(slot.interfaceName());
        boolean allowed = rule.isPresent()
                ? rule.get().allows(slot)
                : row.map(known -> known.slotTypes().contains(typeWord(subject)))
                        .orElse(true);
        if (!allowed) {
            findings.accept(needsGrant("slot", slot, "slots"));
        } else if (rule.isEmpty() && row.isEmpty()) {
            findings.accept(unknown("slot", slot));
        }
    }

    private void plug(ReviewSubject subject, InterfaceEnd plug, Consumer<Finding> findings) {
        Optional<InstallationRule> rule = rule(subject, "plugs", plug);
        Optional<InterfaceRow> row = table.find(plug.interfaceName());
        boolean allowed = rule.isPresent()
                ? rule.get().allows(plug)
                : row.map(known -> mayPlug(known, subject, plug)).orElse(true);
        if (!allowed) {
            findings.accept(needsGrant("plug", plug, "plugs"));
        } else if (rule.isEmpty() && row.isEmpty()) {
            findings.accept(unknown("plug", plug));
        } else if (rule.isEmpty() && plug.interfaceName().equals(CONTENT)) {
            content(subject, plug, findings);
        } else if (rule.isEmpty() && row.orElseThrow().connects() == InterfaceRow.Connects.NO) {
            findings.accept(new Finding(
                    ReviewCheck.MANUAL_CONNECTION,
                    "plug " + plug.name() + " of interface " + plug.interfaceName()
                            + " does not connect by itself; connect it in the gadget.yaml, or ask a reviewer for a plugs"
                            + " grant with allow-auto-connection"));
        }
    }

    private static boolean mayPlug(InterfaceRow row, ReviewSubject subject, InterfaceEnd plug) {
        return switch (row.plug()) {
            case NO -> false;
            case CORE -> typeWord(subject).equals("core");
            case YES -> row.grantedAttributes().stream().noneMatch(plug.attributes()::containsKey);
        };
    }

    private static void content(ReviewSubject subject, InterfaceEnd plug, Consumer<Finding> findings) {
        if (!(plug.attributes().get("default-provider") instanceof String provider)) {
            return;
        }
        String name = provider.split(":", 2)[0];
        Optional<AccountId> publisher =
                NameRules.isSnapName(name) ? subject.publishers().apply(new SnapName(name)) : Optional.empty();
        if (publisher.filter(subject.publisher()::equals).isEmpty()) {
            findings.accept(new Finding(
                    ReviewCheck.CONTENT_OF_OTHERS,
                    "plug " + plug.name() + " takes content of snap " + name + ", which "
                            + (publisher.isPresent() ? "another publisher has" : "this brand does not have")
                            + ", so it does not connect by itself; take content of your own snaps, or ask a reviewer for"
                            + " a plugs grant with allow-auto-connection"));
        }
    }

    private static Optional<InstallationRule> rule(ReviewSubject subject, String side, InterfaceEnd end) {
        return subject.declaration()
                .find(side)
                .filter(HeaderValue.Entries.class::isInstance)
                .map(HeaderValue.Entries.class::cast)
                .flatMap(rules -> Optional.ofNullable(rules.values().get(end.interfaceName())))
                .map(rule -> new InstallationRule(rule, typeWord(subject), subject.id()));
    }

    private static Finding needsGrant(String kind, InterfaceEnd end, String header) {
        return new Finding(
                ReviewCheck.INTERFACE_GRANT,
                kind + " " + end.name() + " of interface " + end.interfaceName()
                        + " needs a grant, without which devices refuse the snap; leave it out, or ask a reviewer for a "
                        + header + " grant with allow-installation");
    }

    private static Finding unknown(String kind, InterfaceEnd end) {
        return new Finding(
                ReviewCheck.UNKNOWN_INTERFACE,
                kind + " " + end.name() + " is of interface " + end.interfaceName()
                        + ", which is not known here; correct the name, or ask a reviewer");
    }

    /** The type as declarations spell it. */
    private static String typeWord(ReviewSubject subject) {
        SnapType type = subject.contents().metadata().type();
        return switch (type) {
            case APP, BASE -> "app";
            case GADGET -> "gadget";
            case KERNEL -> "kernel";
            case OS, SNAPD -> "core";
        };
    }
}
