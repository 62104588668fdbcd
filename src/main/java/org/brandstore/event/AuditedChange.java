package org.brandstore.event;

import java.util.Optional;
import java.util.SortedMap;
import org.brandstore.event.change.Change;
import org.brandstore.event.change.ChangeType;
import org.brandstore.naming.AccountId;

/**
 * A change in the words of the audit log. {@link Events} makes them, of what the catalogue of changes says.
 *
 * @param actor who did it, such as {@code person:ana@acme.example}, {@code system} or {@code device:acme/m/1}
 * @param action a past participle in the words of the feature, such as {@code release.approved}
 * @param subject what it was done to, such as {@code snap/ID/revision/3}
 * @param brand whose affair it is, or empty when it concerns the server as a whole
 * @param before the values that changed, as they were
 * @param after the same values as they are now
 * @param why the reason that was given, or an empty text
 */
public record AuditedChange(
        String actor,
        String action,
        String subject,
        Optional<AccountId> brand,
        SortedMap<String, Object> before,
        SortedMap<String, Object> after,
        String why) {
    static AuditedChange of(String actor, Change change) {
        ChangeType type = ChangeType.of(change);
        return new AuditedChange(
                actor,
                type.action(),
                type.subject(change),
                type.brand(change),
                type.before(change),
                type.after(change),
                change.why());
    }
}
