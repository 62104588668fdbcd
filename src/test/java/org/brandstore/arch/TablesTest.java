package org.brandstore.arch;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each table has one feature that knows its columns; others ask by the queries that this feature publishes. */
class TablesTest {
    private static final Path SOURCES = Path.of("src/main/java/org/brandstore");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /** The first name of the package, or more of it where a feature is a package below another. Views count as tables. */
    private static final Map<String, Set<String>> OWNED = Map.ofEntries(
            entry(
                    "account",
                    Set.of(
                            "account",
                            "account_key",
                            "person",
                            "person_identity",
                            "recovery_code",
                            "second_factor",
                            "credential")),
            entry("approval", Set.of("proposal", "proposal_content", "proposal_vote")),
            entry("assertion.database", Set.of("assertion", "account_key_end", "trust_anchor")),
            entry("audit", Set.of("audit_entry", "audit_record")),
            entry("catalog.search", Set.of("snap_search")),
            entry(
                    "device",
                    Set.of(
                            "device",
                            "device_place",
                            "device_snap",
                            "installed_base",
                            "snap_installation",
                            "used_token",
                            "serial_rules",
                            "serial_signing",
                            "serial_request",
                            "serial_request_place")),
            entry("event", Set.of("outbox_event")),
            entry("model", Set.of("model")),
            entry("observation", Set.of("observation", "device_question")),
            entry(
                    "release",
                    Set.of(
                            "channel_history",
                            "channel_phase",
                            "channel_pointer",
                            "channel_stop",
                            "release_request",
                            "track")),
            entry("secret", Set.of("server_secret")),
            entry("security.oidc", Set.of("oidc_attempt")),
            entry("signing", Set.of("signing_key")),
            entry(
                    "snap",
                    Set.of(
                            "blob_use",
                            "collaborator_invite",
                            "delta_leftover",
                            "held_revision",
                            "name_rule",
                            "resource_offer",
                            "resource_pair",
                            "resource_pair_renewal",
                            "resource_revision",
                            "review_limit",
                            "review_policy",
                            "snap",
                            "snap_collaborator",
                            "snap_delta",
                            "snap_grant",
                            "snap_listing",
                            "snap_media",
                            "snap_resource",
                            "snap_revision",
                            "submission",
                            "submission_component",
                            "submission_decision",
                            "upload")),
            entry("store", Set.of("store", "store_snap", "membership", "invitation")),
            entry("update", Set.of("release_decision", "release_policy")));

    private static final Pattern MADE = Pattern.compile("(?i)create (?:table|view) (?:if not exists )?([a-z_]+)");
    private static final Pattern DROPPED = Pattern.compile("(?i)drop (?:table|view) (?:if exists )?([a-z_]+)");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//[^\\n]*$");
    private static final Pattern TEXT = Pattern.compile("(?s)\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    /** Between two texts that are put together nothing may hide a table. */
    private static final Pattern STATEMENT = Pattern.compile(
            "(?is)\\b(?:select|insert|update|delete|with|truncate|lock)\\b"
                    + ".*?\\b(?:from|into|set|as|table)\\b|^\\s*(?:and|or|left|right|inner|cross|join|from|where|exists|\\()\\b.*");

    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b(?:from|join|into|update|using|table|only)\\s+(?:only\\s+)?([a-z_]+)\\b(?!\\s*\\()");
    private static final Pattern LISTED = Pattern.compile("(?i),\\s*([a-z_]+)\\s+(?:as\\s+)?[a-z]{1,2}\\b");
    private static final Pattern MAPPED =
            Pattern.compile("@(?:Table|CollectionTable|JoinTable)\\(\\s*name = \"([a-z_]+)\"");

    @Test
    void everyTableHasOneOwner() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (Path migration : files(MIGRATIONS, ".sql")) {
            String sql = Files.readString(migration);
            DROPPED.matcher(sql).results().map(match -> match.group(1)).forEach(tables::remove);
            MADE.matcher(sql).results().map(match -> match.group(1)).forEach(tables::add);
        }
        List<String> owned =
                OWNED.values().stream().flatMap(Set::stream).sorted().toList();
        assertThat(owned).containsExactlyElementsOf(tables);
    }

    @Test
    void nobodyNamesATableOfAnotherFeature() throws IOException {
        Map<String, Set<String>> foreign = new TreeMap<>();
        for (Path source : files(SOURCES, ".java")) {
            String feature = SOURCES.relativize(source.getParent()).toString().replace('/', '.');
            named(Files.readString(source)).stream()
                    .filter(table -> !isWithin(feature, owner(table)))
                    .forEach(table -> foreign.computeIfAbsent(
                                    feature + "." + source.getFileName(), absent -> new TreeSet<>())
                            .add(table));
        }
        assertThat(foreign).isEmpty();
    }

    @Test
    void tablesAreFoundInQueriesAndInEntitiesHoweverTheyAreWritten() {
        assertThat(named("rows.all(\"select a from snap s join store t on true\" + \" left join model m on x\", row);"))
                .containsExactlyInAnyOrder("snap", "store", "model");
        assertThat(named("x = \"\"\"\n    select 1 from device d, account a\n    where true\"\"\";"))
                .containsExactlyInAnyOrder("device", "account");
        assertThat(named("@Table(name = \"upload\")")).containsExactly("upload");
        assertThat(named("\"delete from snap_delta d using snap\"")).containsExactlyInAnyOrder("snap_delta", "snap");
        assertThat(named("\"cannot take it from account 'x': it has snap files\""))
                .isEmpty();
        assertThat(named("// select 1 from snap\n/* update snap set */")).isEmpty();
    }

    private static Set<String> named(String source) {
        String code = COMMENT.matcher(source).replaceAll("");
        Set<String> names = new TreeSet<>();
        MAPPED.matcher(code).results().map(match -> match.group(1)).forEach(names::add);
        TEXT.matcher(code)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(text -> STATEMENT.matcher(text).find())
                .flatMap(text -> Stream.concat(tables(NAMED, text), tables(LISTED, text)))
                .forEach(names::add);
        return names;
    }

    private static Stream<String> tables(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(name -> !owner(name).isEmpty());
    }

    private static String owner(String table) {
        return OWNED.entrySet().stream()
                .filter(owned -> owned.getValue().contains(table))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static boolean isWithin(String feature, String owner) {
        return feature.equals(owner) || feature.startsWith(owner + ".");
    }

    private static Set<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(end)).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
