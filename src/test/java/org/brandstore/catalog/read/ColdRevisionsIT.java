package org.brandstore.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Description;
import org.brandstore.event.change.Topic;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that ask for old revisions cost those who do not nothing, however many they are and however long the texts. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ColdRevisionsIT {
    private static final int OLD = 20;
    /** More than are read and wait at a time. */
    private static final int CROWD = 300;

    @Inject
    DeviceWorld world;

    @Inject
    Catalogs catalogs;

    @Inject
    ColdRevisions cold;

    @Inject
    DataSource dataSource;

    @TestHTTPResource("/")
    URI url;

    private DeviceWorld.Brand brand;
    private SnapId id;

    @BeforeEach
    void aSnapWithOldRevisions() {
        brand = world.brand();
        id = world.snap(brand, "old-snap");
        world.offer(brand.store(), id);
        for (int revision = 1; revision <= OLD + 1; revision++) {
            world.revision(brand, id, "old-snap", revision);
            world.release(id, "stable", revision);
        }
        world.publish();
    }

    private CatalogSnap snap() {
        return catalogs.current().view(brand.store()).findById(id.value()).orElseThrow();
    }

    private CompletableFuture<Map<CatalogRevision, Description>> ask(int... revisions) {
        CatalogSnap snap = snap();
        Set<ColdRevisions.Wanted> wanted = IntStream.of(revisions)
                .mapToObj(number ->
                        new ColdRevisions.Wanted(snap, snap.find(number).orElseThrow()))
                .collect(Collectors.toSet());
        return cold.describe(wanted);
    }

    private interface WhileLocked {
        void run() throws Exception;
    }

    /** Nobody reads a revision meanwhile, as if the database took its time. */
    private void whileNobodyReads(WhileLocked work) throws Exception {
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table snap_revision in access exclusive mode");
            work.run();
            other.rollback();
        }
    }

    private static void lengthen(DeviceWorld world, SnapId id) {
        world.tamper(
                "update snap_revision set snap_yaml = snap_yaml || repeat('# long', 100000) where snap_id = ? and revision > 1",
                id);
    }

    @Test
    void whatManyAskForAtATimeIsReadOnce() throws Exception {
        List<CompletableFuture<Map<CatalogRevision, Description>>> asked = new ArrayList<>();
        whileNobodyReads(() -> {
            for (int i = 0; i < CROWD; i++) {
                asked.add(ask(1));
            }
        });
        for (CompletableFuture<Map<CatalogRevision, Description>> one : asked) {
            assertThat(one.get(10, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    @Test
    void tooManyAreSentAwayAtOnceWhileOthersAreAnswered() throws Exception {
        String session = "Macaroon root=\"" + world.session(brand.id(), "model-1", brand.store()) + "\"";
        List<CompletableFuture<Map<CatalogRevision, Description>>> asked = new ArrayList<>();
        whileNobodyReads(() -> {
            for (int i = 0; i < CROWD; i++) {
                asked.add(cold.describe(Set.of(fresh(1 + i % OLD))));
            }
            assertThat(asked.stream().filter(CompletableFuture::isCompletedExceptionally))
                    .isNotEmpty()
                    .allSatisfy(refused -> assertThatThrownBy(refused::join)
                            .cause()
                            .isInstanceOfSatisfying(
                                    StoreException.class,
                                    e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS)));
            RawHttp.Answer poll = new RawHttp(url.getPort())
                    .post(
                            "/v2/snaps/refresh",
                            "{\"context\":[],\"actions\":[{\"action\":\"download\",\"instance-key\":\"a\",\"name\":\"old-snap\"}]}",
                            "Snap-Device-Authorization: " + session,
                            "Snap-Device-Architecture: amd64");
            assertThat(poll.status()).as(poll.text()).isEqualTo(200);
            assertThat(poll.text()).contains("\"revision\":" + (OLD + 1));
        });
        assertThat(asked.stream().filter(one -> !one.isCompletedExceptionally()).map(CompletableFuture::join))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).hasSize(1));
    }

    /** A revision that is equal to one of the catalog, but not the same. */
    private ColdRevisions.Wanted fresh(int number) {
        CatalogSnap snap = snap();
        CatalogRevision known = snap.find(number).orElseThrow();
        return new ColdRevisions.Wanted(snap, new CatalogRevision(known.facts(), known.resources()));
    }

    @Test
    void textsThatAreTooLongTogetherAreNotEvenRead() {
        lengthen(world, id);
        int[] all = IntStream.rangeClosed(1, OLD).toArray();
        assertThatThrownBy(() -> ask(all).get(10, TimeUnit.SECONDS))
                .rootCause()
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("asks for 20 old revisions")
                .hasMessageContaining("at most 8388608");
        assertThat(ask(2, 3).join()).hasSize(2);
    }

    @Test
    void whoAsksForTooMuchDoesNotSpoilTheAnswerOfAnother() throws Exception {
        lengthen(world, id);
        List<CompletableFuture<Map<CatalogRevision, Description>>> asked = new ArrayList<>();
        whileNobodyReads(() -> {
            asked.add(ask(IntStream.rangeClosed(1, OLD).toArray()));
            asked.add(ask(1));
        });
        assertThatThrownBy(() -> asked.get(0).join()).isInstanceOf(CompletionException.class);
        assertThat(asked.get(1).get(10, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void anAnswerThatCouldNotBeReadIsReadWhenTheDatabaseIsBack() throws SQLException {
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table snap_revision in access exclusive mode");
            CompletableFuture<Map<CatalogRevision, Description>> asked = ask(1);
            assertThatThrownBy(asked::join)
                    .as("a statement waits for a lock for a few seconds only")
                    .hasRootCauseInstanceOf(SQLException.class);
            other.rollback();
        }
        assertThat(ask(1).join()).hasSize(1);
    }

    @Test
    void whatIsNewsOfASnapIsReadAnew() {
        assertThat(ask(1).join()).hasSize(1);
        catalogs.read(Set.of(Topic.CATALOG.of(brand.id(), id)));
        assertThat(cold.find(snap().find(1).orElseThrow())).isEmpty();
    }
}
