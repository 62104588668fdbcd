package org.brandstore.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;
import org.brandstore.naming.SnapId;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.StoreClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change costs what it is about, not what there is; and what no channel offers any more is found, not kept at hand. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CatalogPartsIT {
    @Inject
    DeviceWorld world;

    @Inject
    Catalogs catalogs;

    @Inject
    ColdRevisions cold;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private SnapId one;
    private SnapId other;
    private String session;

    @BeforeEach
    void twoSnaps() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        one = snap("one-snap");
        other = snap("other-snap");
        world.publish();
        session = "Macaroon root=\"" + world.session(brand.id(), "model-1", brand.store()) + "\"";
    }

    private SnapId snap(String name) {
        SnapId snap = world.snap(brand, name);
        world.offer(brand.store(), snap);
        world.revision(brand, snap, name, 1);
        world.release(snap, "stable", 1);
        return snap;
    }

    private CatalogSnap shown(SnapId snap) {
        return catalogs.current().view(brand.store()).findById(snap.value()).orElseThrow();
    }

    private void told(StoreChanged... changes) {
        catalogs.read(Set.of(changes));
    }

    private StoreChanged changed(SnapId snap) {
        return Topic.CATALOG.of(brand.id(), snap);
    }

    @Test
    void aChangeOfOneSnapLeavesTheOthersAsTheyAre() {
        CatalogSnap before = shown(other);
        world.run("update snap set title = 'New title' where id = ?", one);
        told(changed(one));
        assertThat(shown(one).facts().texts().title()).isEqualTo("New title");
        assertThat(shown(other)).isSameAs(before);
    }

    @Test
    void aSnapThatIsHiddenAndShownAgainGoesAndComes() {
        world.run("delete from store_snap where snap_id = ?", one);
        told(changed(one));
        assertThat(catalogs.current().view(brand.store()).findById(one.value())).isEmpty();
        assertThat(catalogs.current().find(one)).isEmpty();
        world.offer(brand.store(), one);
        told(changed(one));
        assertThat(shown(one).find(1)).isPresent();
    }

    @Test
    void aSnapOfWhichNothingWasReleasedIsReadToo() {
        SnapId fresh = world.snap(brand, "fresh-snap");
        world.offer(brand.store(), fresh);
        told(changed(fresh), changed(one));
        assertThat(shown(fresh).find(1)).isEmpty();
        assertThat(shown(one).find(1)).isPresent();
    }

    @Test
    void aNewNameOfAPublisherIsShownWithAllItsSnaps() {
        world.run("update account set display_name = 'Renamed' where id = ?", brand.id());
        told(Topic.ACCOUNTS.of(brand.id()));
        for (SnapId snap : List.of(one, other)) {
            assertThat(shown(snap).facts().publisher().displayName()).isEqualTo("Renamed");
        }
    }

    @Test
    void aKeyOfAnOlderReleaseReadsAll() {
        world.run("update snap set title = 'New title' where id = ?", other);
        told(new StoreChanged(Topic.CATALOG, one.value()));
        assertThat(shown(other).facts().texts().title()).isEqualTo("New title");
    }

    @Test
    void whatWasChangedWithoutATellingIsFoundInTime() {
        world.run("update snap set title = 'Untold' where id = ?", other);
        for (int slice = 0; slice < 100 && !shown(other).facts().texts().title().equals("Untold"); slice++) {
            catalogs.reread();
        }
        assertThat(shown(other).facts().texts().title()).isEqualTo("Untold");
    }

    @Test
    void aBrokenRecordIsCountedOnceHoweverOftenItIsRead() {
        int before = catalogs.current().state().brokenRows();
        world.tamper("update snap_revision set epoch = 'none' where snap_id = ?", one);
        told(changed(one));
        int broken = catalogs.current().state().brokenRows();
        assertThat(broken).isGreaterThan(before);
        told(changed(one));
        assertThat(catalogs.current().state().brokenRows()).isEqualTo(broken);
        world.tamper("update snap_revision set epoch = '{\"read\":[0],\"write\":[0]}' where snap_id = ?", one);
        told(changed(one));
        assertThat(catalogs.current().state().brokenRows()).isEqualTo(before);
    }

    @Test
    void onlyWhatAChannelOffersIsDescribed() {
        world.revision(brand, one, "one-snap", 2);
        world.release(one, "stable", 2);
        told(changed(one));
        assertThat(shown(one).find(2).orElseThrow().description()).isPresent();
        assertThat(shown(one).find(1).orElseThrow().description()).isEmpty();
    }

    @Test
    void anOldRevisionIsFoundWhenADeviceAsksForIt() {
        world.revision(brand, one, "one-snap", 2);
        world.release(one, "stable", 2);
        told(changed(one));
        for (int time = 0; time < 2; time++) {
            JsonNode result = refresh("{\"context\":[],\"actions\":[" + wanted("one-snap") + "]}");
            assertThat(result.at("/snap/revision").asInt()).isEqualTo(1);
            assertThat(result.at("/snap/snap-yaml").asText()).contains("one-snap");
            assertThat(result.at("/snap/download/sha3-384").asText()).hasSize(96);
        }
        assertThat(cold.find(shown(one).find(1).orElseThrow())).isPresent();
    }

    @Test
    void anOldRevisionThatCannotBeReadIsNoneAndSpoilsNothingElse() {
        world.revision(brand, one, "one-snap", 2);
        world.release(one, "stable", 2);
        world.tamper("update snap_revision set yaml_facts = '[' where snap_id = ? and revision = 1", one);
        told(changed(one));
        String two = "{\"context\":[],\"actions\":[" + wanted("one-snap") + "," + wanted("other-snap") + "]}";
        JsonNode results = results(two);
        assertThat(results.at("/0/error/code").asText()).isEqualTo("revision-not-found");
        assertThat(results.at("/1/snap/revision").asInt()).isEqualTo(1);
    }

    private static String wanted(String name) {
        return "{\"action\":\"download\",\"instance-key\":\"" + name + "\",\"name\":\"" + name + "\",\"revision\":1}";
    }

    private JsonNode refresh(String body) {
        return results(body).get(0);
    }

    private JsonNode results(String body) {
        RawHttp.Answer answer = http.post(
                "/v2/snaps/refresh", body, "Snap-Device-Authorization: " + session, "Snap-Device-Architecture: amd64");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Optional.ofNullable(StoreClient.json(answer).get("results")).orElseThrow();
    }
}
