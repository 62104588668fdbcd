package org.brandstore.assertion.type;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.assertion.type.rule.DeclarationRules;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;

/**
 * A {@code snap-declaration} (assertions.md 3.8). Its rules about plugs and slots are checked, but only devices use them.
 *
 * @param snapId the snap
 * @param snapName its name; empty if the snap was revoked
 * @param publisherId who publishes it
 * @param refreshControl the snaps of which it gates the refreshes
 * @param aliases commands that get another name on installation
 * @param revisionAuthorities who may sign revisions besides the store
 * @param timestamp when it was issued
 */
public record SnapDeclarationView(
        SnapId snapId,
        String snapName,
        AccountId publisherId,
        List<SnapId> refreshControl,
        List<Alias> aliases,
        List<RevisionAuthority> revisionAuthorities,
        Instant timestamp) {

    /**
     * Another name for an app of the snap.
     *
     * @param name the other name
     * @param target the app
     */
    public record Alias(String name, String target) {}

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static SnapDeclarationView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.SNAP_DECLARATION);
        DeclarationRules.check(fields);
        fields.names("auto-aliases", NameRule.ALIAS);
        return new SnapDeclarationView(
                fields.snapId("snap-id"),
                fields.text("snap-name"),
                fields.accountId("publisher-id"),
                fields.names("refresh-control", NameRule.SNAP_ID).stream()
                        .map(SnapId::new)
                        .toList(),
                aliases(fields),
                fields.maps("revision-authority").stream()
                        .map(RevisionAuthority::of)
                        .toList(),
                fields.time("timestamp"));
    }

    /** Whether the snap was withdrawn for good: devices refuse to install it. */
    public boolean isRevoked() {
        return snapName.isEmpty();
    }

    private static List<Alias> aliases(Fields fields) {
        List<Alias> aliases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields entry : fields.maps("aliases")) {
            Alias alias = new Alias(entry.named("name", NameRule.ALIAS), entry.named("target", NameRule.WORD));
            if (!names.add(alias.name())) {
                throw entry.refuse("name", "must be unique, but " + Fields.quoted(alias.name()) + " is listed twice");
            }
            aliases.add(alias);
        }
        return List.copyOf(aliases);
    }
}
