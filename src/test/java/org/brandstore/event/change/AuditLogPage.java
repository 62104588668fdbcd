package org.brandstore.event.change;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.Revision;

/** Prints the reference page of the audit log from the catalogue of changes. */
final class AuditLogPage {
    private static final String HEAD = """
            # Audit log

            Every change of state is one record, written in the transaction that makes the change. The records of a brand form a chain: each holds the hash of the one before. What concerns the server as a whole (below: *server*) has a chain of its own, which no brand reads. `GET /api/admin/v1/stores/{store}/audit?below=ID` gives 200 records of the store's brand, newest first, to `admin` and `auditor`; `brandstore audit verify` recomputes all chains.

            | field | what it is |
            |---|---|
            | `id`, `number` | grows with time, with gaps; the place in its chain, from 1, without |
            | `at` | when, to the microsecond |
            | `actor` | who: `person:ADDRESS`, `device:BRAND/MODEL/SERIAL`, `system:PART`, or `cli` for whoever can run commands on the server |
            | `action` | what happened, from the tables below; these words do not change |
            | `subject` | what it was done to |
            | `brand` | whose affair it is |
            | `before`, `after` | JSON objects in [canonical form](https://www.rfc-editor.org/rfc/rfc8785): values as they were and as they are, and what else tells people what it is about; never a secret |
            | `why` | the reason that was given, or an empty text |
            | `hash` | SHA-256 of the record and the hash before it, in hexadecimal |

            Keys are small letters with hyphens. A value with `?` is left out when there is none. Times are RFC 3339 in UTC, digests hexadecimal. Records from before there was this catalogue keep the spelling that they were written with, which their hashes cover: keys such as `deviceKey` or `displayName`, empty texts for what there was none of, lists as one text, and `before` and `after` that said again what the action says.

            """;

    private static final String CLASSES = """
            ## Approval

            Each action has a class that says whose word it takes ([security](../explanation/security.md#one-door)). Whoever runs commands on the server decides alone.

            | class | whose word it takes | actions |
            |---|---|---|
            """;

    private static final String OUTBOX = """
            ## Events

            In the same transaction each change leaves events for all replicas: a topic and a key that names one thing, always in the same spelling, or `*` for any.

            | topic | key | changes |
            |---|---|---|
            """;

    private AuditLogPage() {}

    static String print() {
        StringBuilder page = new StringBuilder(HEAD);
        families().forEach(family -> family(family, page));
        page.append(CLASSES);
        for (ApprovalClass approval : ApprovalClass.values()) {
            page.append("| %s | %s | %d |\n".formatted(word(approval), approval.asks(), count(approval)));
        }
        page.append('\n');
        page.append(OUTBOX);
        for (Topic topic : Topic.values()) {
            page.append("| `%s` | `%s` | %s |\n"
                    .formatted(topic, String.join("/", topic.parts()).toUpperCase(Locale.ROOT), tellers(topic)));
        }
        return page.toString();
    }

    static List<Class<?>> families() {
        return List.of(Change.class.getPermittedSubclasses());
    }

    private static void family(Class<?> family, StringBuilder page) {
        page.append(
                "## %s\n\n| action | approval | subject | before | after | what happened |\n|---|---|---|---|---|---|\n"
                        .formatted(title(family)));
        for (ChangeType type : ChangeType.ofFamily(family)) {
            Audited audited = type.audited();
            page.append("| `%s` | %s | `%s`%s | %s | %s | %s |\n"
                    .formatted(
                            audited.action(),
                            word(audited.approval()),
                            Pattern.compile("\\{(\\w+)}")
                                    .matcher(audited.subject())
                                    .replaceAll(place -> place.group(1).toUpperCase(Locale.ROOT)),
                            audited.brand().isEmpty() ? " (*server*)" : "",
                            keys(type, ChangeType.Side.BEFORE),
                            keys(type, ChangeType.Side.AFTER),
                            audited.says()));
        }
        page.append('\n');
    }

    private static String word(ApprovalClass approval) {
        return approval.name().toLowerCase(Locale.ROOT);
    }

    private static long count(ApprovalClass approval) {
        return families().stream()
                .flatMap(family -> ChangeType.ofFamily(family).stream())
                .filter(type -> type.audited().approval() == approval)
                .count();
    }

    private static String title(Class<?> family) {
        String words = family.getSimpleName().replaceFirst("Change$", "").replaceAll("(?<=.)([A-Z])", " $1");
        return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String keys(ChangeType type, ChangeType.Side side) {
        return type.fields().stream()
                .filter(field -> field.side() == side)
                .map(field -> "`" + field.key() + "` " + word(field.type()) + (field.optional() ? "?" : ""))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String word(Type type) {
        if (type instanceof ParameterizedType some && some.getRawType() instanceof Class<?> raw) {
            if (Map.class.isAssignableFrom(raw)) {
                return "object";
            }
            return Collection.class.isAssignableFrom(raw) ? "list" : "text";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Revision.class) {
            return "number";
        }
        return type == Instant.class ? "time" : "text";
    }

    private static String tellers(Topic topic) {
        return families().stream()
                .flatMap(family -> ChangeType.ofFamily(family).stream())
                .map(ChangeType::audited)
                .filter(audited -> Stream.of(audited.tells(), audited.tellsAll())
                        .flatMap(Arrays::stream)
                        .anyMatch(topic::equals))
                .map(audited -> "`" + audited.action() + "`")
                .collect(Collectors.joining(", "));
    }
}
