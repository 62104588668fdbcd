package org.brandstore.event.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.naming.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind of change, and some that stand for the others. */
class ChangeCatalogueTest {
    private static final Path PAGE = Path.of("docs/reference/audit-log.md");
    private static final AccountId ACME = new AccountId("acme");
    private static final SnapId SNAP = new SnapId("snapidsnapidsnapidsnapidsnapidab");
    private static final SnapName APP = new SnapName("my-app");
    /** Values that have one spelling. */
    private static final Set<Class<?>> VALUES = Set.of(
            String.class, Integer.class, Boolean.class, UUID.class, Instant.class, URI.class, AssertionRef.class);

    static Stream<ChangeType> types() {
        return AuditLogPage.families().stream().flatMap(family -> ChangeType.ofFamily(family).stream());
    }

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        Path printed = Files.writeString(Path.of("target/audit-log.md"), AuditLogPage.print());
        assertThat(PAGE)
                .as("the page is printed by this test: copy " + printed + " there")
                .hasSameTextualContentAs(printed);
    }

    @Test
    void noTwoKindsOfChangeHaveOneName() {
        assertThat(types().map(ChangeType::action)).doesNotHaveDuplicates().hasSizeGreaterThan(90);
    }

    @ParameterizedTest
    @MethodSource("types")
    void wordsAndKeysAreSpeltInOneWay(ChangeType type) {
        assertThat(type.action()).matches("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*");
        assertThat(type.audited().says()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
        assertThat(type.fields())
                .extracting(ChangeType.Field::key)
                .allMatch(key -> key.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        for (ChangeType.Side side : List.of(ChangeType.Side.BEFORE, ChangeType.Side.AFTER)) {
            assertThat(type.fields().stream().filter(field -> field.side() == side))
                    .extracting(ChangeType.Field::key)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatSubjectBrandAndEventsNameIsThere(ChangeType type) {
        Audited audited = type.audited();
        Stream<String> ofTopics = Arrays.stream(audited.tells()).flatMap(topic -> topic.parts().stream());
        Stream<String> brand = Stream.of(audited.brand()).filter(name -> !name.isEmpty());
        assertThat(Stream.of(type.places().stream(), ofTopics, brand).flatMap(names -> names))
                .allSatisfy(name -> assertThat(type.find(name))
                        .as(type.action() + " " + name)
                        .hasValueSatisfying(
                                field -> assertThat(field.optional()).isFalse()));
        assertThat(type.find("why").map(ChangeType.Field::side).orElse(ChangeType.Side.NONE))
                .isEqualTo(ChangeType.Side.NONE);
    }

    /** Anything else would be written as whatever it prints. */
    @ParameterizedTest
    @MethodSource("types")
    void whatTheLogKeepsIsOfATypeThatHasOneSpelling(ChangeType type) {
        assertThat(type.fields())
                .filteredOn(field -> field.side() != ChangeType.Side.NONE)
                .allSatisfy(field -> assertThat(hasOneSpelling(field.type()))
                        .as(type.action() + " " + field)
                        .isTrue());
    }

    @Test
    void aChangeSaysWhatItWasDoneToAndWhomItConcerns() {
        Change change = new ChannelChange.Stopped(
                new ChannelChange.Which(ACME, SNAP, APP, Channel.parse("2/stable/fix")), new Revision(7), "it burns");
        ChangeType type = ChangeType.of(change);
        assertThat(type.subject(change)).isEqualTo("snap/" + SNAP + "/channel/2/stable/fix");
        assertThat(type.brand(change)).contains(ACME);
        assertThat(type.before(change)).isEmpty();
        assertThat(type.after(change)).isEqualTo(Map.of("snap", "my-app", "revision", 7));
        assertThat(change.why()).isEqualTo("it burns");
        assertThat(type.events(change))
                .containsExactly(
                        new StoreChanged(Topic.UPDATES, "acme/" + SNAP),
                        new StoreChanged(Topic.RELEASES, "acme/" + SNAP));
    }

    @Test
    void whatThereIsNoneOfIsLeftOut() {
        Change change = new ModelChange.Registered(ACME, new ModelName("box"), 3, Optional.empty());
        assertThat(ChangeType.of(change).after(change)).isEqualTo(Map.of("revision", 3));
        Change first = ended(Optional.empty());
        assertThat(ChangeType.of(first).before(first)).isEmpty();
        Change again = ended(Optional.of(new AccountChange.End("rotation", Instant.EPOCH)));
        assertThat(ChangeType.of(again).before(again))
                .isEqualTo(Map.of("cause", "rotation", "at", "1970-01-01T00:00:00Z"));
    }

    @Test
    void listsAndObjectsStayListsAndObjects() {
        Change shown = new SnapChange.Shown(
                ACME,
                new StoreId("acme-store"),
                SNAP,
                Optional.of(Set.of(new ModelName("box-b"), new ModelName("box-a"))));
        assertThat(ChangeType.of(shown).after(shown)).isEqualTo(Map.of("models", List.of("box-a", "box-b")));
        SortedMap<String, Object> revisions = new TreeMap<>(Map.of("amd64", 2));
        Change closed = new ChannelChange.Closed(
                new ChannelChange.Which(ACME, SNAP, APP, Channel.parse("stable")),
                new ChannelChange.Offers(revisions, Optional.empty()),
                new ChannelChange.Offers(new TreeMap<>(), Optional.empty()));
        assertThat(ChangeType.of(closed).before(closed)).isEqualTo(Map.of("revisions", Map.of("amd64", 2)));
        assertThat(ChangeType.of(closed).after(closed)).isEqualTo(Map.of("snap", "my-app", "revisions", Map.of()));
    }

    /** A dollar or a backslash in a value is not taken for a place in the pattern of the subject. */
    @Test
    void aSubjectHasItsPartsAsTheyAre() {
        Change change = new DeviceChange.Revoked(
                new DeviceChange.Which(ACME, new ModelName("box"), new SerialNumber("a$1\\b")), "lost");
        assertThat(ChangeType.of(change).subject(change)).isEqualTo("device/acme/box/a$1\\b");
        Change track = new ChannelChange.TrackCreated(ACME, SNAP, APP, new Track("2.0"));
        assertThat(ChangeType.of(track).events(track)).containsExactly(new StoreChanged(Topic.CATALOG, "acme/" + SNAP));
    }

    private static Change ended(Optional<AccountChange.End> former) {
        return new AccountChange.KeyEnded(
                ACME, new KeyId("k".repeat(64)), former, new AccountChange.End("theft", Instant.EPOCH), "");
    }

    private static boolean hasOneSpelling(Type type) {
        if (type instanceof ParameterizedType some && some.getRawType() instanceof Class<?> raw) {
            Type[] of = some.getActualTypeArguments();
            return Map.class.isAssignableFrom(raw)
                    ? of[0] == String.class
                    : Collection.class.isAssignableFrom(raw) && hasOneSpelling(of[0]);
        }
        return type instanceof Class<?> plain
                && (plain.isPrimitive()
                        || VALUES.contains(plain)
                        || plain.getPackageName().equals("org.brandstore.naming"));
    }
}
