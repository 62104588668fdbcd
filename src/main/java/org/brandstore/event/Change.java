package org.brandstore.event;

import java.util.List;
import java.util.Map;
import org.brandstore.naming.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * One state change, told once: it becomes an audit record and outbox events in the transaction that makes it.
 *
 * @param actor who did it, such as {@code person:ana@acme.example}, {@code system} or {@code device:acme/m/1}
 * @param action a past participle in the words of the feature, such as {@code release.approved}
 * @param subject what it was done to, such as {@code snap/ID/revision/3}
 * @param brand whose affair it is, or null when it concerns the server as a whole
 * @param before the values that changed, as they were; no secrets
 * @param after the same values as they are now; no secrets
 * @param why the reason that was given, or an empty text
 * @param events which listeners are to be told
 */
public record Change(
        String actor,
        String action,
        String subject,
        @Nullable AccountId brand,
        Map<String, Object> before,
        Map<String, Object> after,
        String why,
        List<StoreChanged> events) {
    public Change {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
        events = List.copyOf(events);
    }

    /** A change that creates something: there is no before and no reason to give. */
    public static Change created(
            String actor,
            String action,
            String subject,
            @Nullable AccountId brand,
            Map<String, Object> after,
            StoreChanged... events) {
        return new Change(actor, action, subject, brand, Map.of(), after, "", List.of(events));
    }
}
