package org.brandstore.release.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.person.People;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.ChannelOffers;
import org.brandstore.release.Closings;
import org.brandstore.release.Releases;
import org.brandstore.release.Stop;
import org.brandstore.release.Stops;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

/** What people are told that channels give is what devices are offered, whatever was released, closed and withdrawn. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ChannelOffersIT {
    private static final int REVISIONS = 12;
    private static final int STEPS = 60;
    private static final List<String> EPOCHS =
            List.of("{\"read\":[0],\"write\":[0]}", "{\"read\":[0,1],\"write\":[1]}", "{\"read\":[1],\"write\":[1]}");
    private static final List<String> CHANNELS = List.of("latest/stable", "latest/edge", "2.0/beta");

    @Inject
    DeviceWorld world;

    @Inject
    ChannelOffers offers;

    @Inject
    Releases releases;

    @Inject
    Closings closings;

    @Inject
    Stops stops;

    @Inject
    Catalogs catalogs;

    @Inject
    People people;

    @Test
    void afterAnyHistoryDevicesAreOfferedWhatTheChannelsSay() {
        DeviceWorld.Brand brand = world.brand();
        SnapId snap = world.snap(brand, "told");
        for (int revision = 1; revision <= REVISIONS; revision++) {
            world.revision(brand, snap, "told", revision);
        }
        tellAndOffer(brand, snap);
    }

    @Test
    void afterAnyHistoryNewInstallationsAreOfferedTheGreatestEpochThatTheChannelsSay() {
        DeviceWorld.Brand brand = world.brand();
        SnapId snap = world.snap(brand, "epochs");
        for (int revision = 1; revision <= REVISIONS; revision++) {
            world.revision(brand, snap, "epochs", revision, EPOCHS.get(revision % EPOCHS.size()));
        }
        tellAndOffer(brand, snap);
    }

    @Test
    void everyEpochThatAChannelGivesToSomebodyIsTold() {
        DeviceWorld.Brand brand = world.brand();
        SnapId snap = world.snap(brand, "ladder");
        for (int revision = 1; revision <= 3; revision++) {
            world.revision(brand, snap, "ladder", revision, revision == 2 ? EPOCHS.getLast() : EPOCHS.getFirst());
            world.release(snap, "latest/stable", revision);
        }

        ChannelOffer offer = offers.of(snap).getFirst();
        assertThat(offer.pointer().revision()).isEqualTo(new Revision(3));
        assertThat(offer.given()).map(Pointer::revision).contains(new Revision(2));
        assertThat(offer.others()).extracting(Pointer::revision).containsExactly(new Revision(3));
        assertThat(offer.last()).containsExactlyInAnyOrder(new Revision(2), new Revision(3));
        assertThat(offer.isWithdrawn()).isFalse();
        assertThat(offer.isPassedOver()).isFalse();

        stops.stop(snap, Channel.parse("latest/stable"), "both of them break", Actor.cli());
        assertThat(stops.of(snap)).extracting(Stop::revision).containsExactly(new Revision(2), new Revision(3));
    }

    private void tellAndOffer(DeviceWorld.Brand brand, SnapId snap) {
        world.offer(brand.store(), snap);
        Person person = people.find(new PersonId(brand.person())).orElseThrow();
        Random random = new Random(7);
        int withdrawn = 0;
        for (int step = 0; step < STEPS; step++) {
            String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
            int revision = 1 + random.nextInt(REVISIONS);
            int kind = random.nextInt(10);
            if (kind < 7) {
                world.release(snap, channel, revision);
            } else if (kind < 9) {
                withdrawn++;
                world.run(
                        "update snap_revision set withdrawn_at = now() where snap_id = ?1 and revision = ?2 and withdrawn_at is null",
                        snap,
                        revision);
            } else {
                closings.close(snap, List.of(Channel.parse(channel)), "it is old", Actor.cli());
            }
            world.publish();
            assertThat(told(snap)).as("step " + step).containsExactlyInAnyOrderElementsOf(offered(brand, snap));
        }
        assertThat(withdrawn).isGreaterThan(3);
    }

    @Test
    void whatWouldBeWithoutARevisionIsWhatIsOnceItIsWithdrawn() {
        DeviceWorld.Brand brand = world.brand();
        SnapId snap = world.snap(brand, "asked");
        for (int revision = 1; revision <= 3; revision++) {
            world.revision(brand, snap, "asked", revision);
            world.release(snap, "latest/edge", revision);
        }
        world.release(snap, "latest/beta", 3);
        List<ChannelOffer> before = offers.without(snap, new Revision(3));

        world.run("update snap_revision set withdrawn_at = now() where snap_id = ?1 and revision = 3", snap);

        assertThat(offers.of(snap)).isEqualTo(before);
        assertThat(before).hasSize(2).allMatch(ChannelOffer::isWithdrawn);
        assertThat(before.getFirst().given()).isEmpty();
        assertThat(before.getLast().given()).map(Pointer::revision).contains(new Revision(2));
    }

    private List<String> told(SnapId snap) {
        return offers.given(snap).pointers().stream()
                .map(pointer -> pointer.channel() + " " + pointer.revision())
                .toList();
    }

    private List<String> offered(DeviceWorld.Brand brand, SnapId snap) {
        return catalogs.current().view(brand.store()).findById(snap.value()).stream()
                .flatMap(found -> found.openChannels("amd64", Instant.now()).stream())
                .map(open -> open.channel() + " " + open.revision().number())
                .toList();
    }
}
