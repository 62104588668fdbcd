package org.brandstore.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.catalog.CatalogFixture.NOW;
import static org.brandstore.catalog.CatalogFixture.id;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogFixture;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.naming.Channel;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.WantedRevision;
import org.brandstore.snap.metadata.Epoch;

/** Laws that hold for every answer, on random stores, snaps and questions. */
class RefreshLawsTest {
    private static final int SNAPS = 6;
    private static final int REVISIONS = 6;
    private static final List<String> CHANNELS =
            List.of("stable", "candidate", "beta", "edge", "3.0/stable", "3.0/edge", "latest/edge/fix");
    private static final List<String> SPELLINGS = List.of(
            "stable", "edge", "latest", "latest/beta", "3.0", "3.0/candidate", "edge/fix", "4/stable", "", "///");
    private static final List<String> EPOCHS = List.of("0", "0", "1*", "1", "2*", "5");
    private static final List<String> BRANDS = List.of("acme", "other");
    private static final List<String> STORES = List.of("store-a", "store-b", "store-c");
    private static final List<String> MODELS = List.of("model-1", "model-2");

    /** A world, with who offers what kept beside it in the simplest form. */
    private static final class World {
        private final CatalogFixture fixture = new CatalogFixture();
        private final Set<String> offers = new HashSet<>();
        private final Set<String> released = new HashSet<>();
        private final Set<String> withdrawn = new HashSet<>();
        private final Set<String> stopped = new HashSet<>();
        private final Random random;
        private final StoreState state;

        World(long seed) {
            random = new Random(seed);
            fixture.store("store-a", "acme").store("store-b", "acme").store("store-c", "other");
            for (int snap = 1; snap <= SNAPS; snap++) {
                fill(snap);
            }
            state = Decisions.state(fixture);
        }

        private void fill(int snap) {
            CatalogFixture.SnapDraft draft = fixture.hidden(snap, "snap-" + snap);
            for (int revision = 1; revision <= REVISIONS; revision++) {
                boolean gone = random.nextInt(8) == 0;
                draft.revision(revision, pick(EPOCHS), gone, List.of("amd64"));
                if (gone) {
                    withdrawn.add(snap + "/" + revision);
                }
            }
            for (int move = 0; move < 12; move++) {
                int revision = random.nextInt(REVISIONS + 1);
                draft.release(pick(CHANNELS), revision, 100 - move);
                released.add(snap + "/" + revision);
            }
            if (random.nextInt(3) == 0) {
                int revision = 1 + random.nextInt(REVISIONS);
                draft.rollout(pick(CHANNELS), revision, 1 + random.nextInt(99), random.nextInt(4) == 0, snap);
                released.add(snap + "/" + revision);
            }
            if (random.nextInt(3) == 0) {
                String channel = pick(CHANNELS);
                int revision = 1 + random.nextInt(REVISIONS);
                draft.stop(channel, revision);
                stopped.add(snap + "/" + Channel.parse(channel) + "/" + revision);
            }
            for (String store : STORES) {
                int kind = random.nextInt(3);
                if (kind > 0) {
                    Set<String> models = kind == 1 ? null : Set.of(pick(MODELS));
                    fixture.offer(store, snap, models);
                    for (String model : models == null ? MODELS : List.copyOf(models)) {
                        offers.add(store + "/" + model + "/" + snap);
                    }
                }
            }
        }

        <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }

        boolean sees(DeviceIdentity device, int snap) {
            String store = device.findStore().orElseThrow().value();
            String owner = store.equals("store-c") ? "other" : "acme";
            return device.brand().value().equals(owner) && offers.contains(store + "/" + device.model() + "/" + snap);
        }

        DeviceIdentity device() {
            return CatalogFixture.device(pick(BRANDS), pick(STORES), pick(MODELS));
        }

        ContextSnap installed(int snap) {
            return new ContextSnap(
                    new InstalledSnap(
                            id(snap), id(snap), 1 + random.nextInt(REVISIONS), pick(SPELLINGS), null, List.of()),
                    Epoch.parse(pick(EPOCHS)),
                    null,
                    false);
        }

        SnapAction action(int snap) {
            WantedRevision wish = new WantedRevision(
                    random.nextBoolean() ? null : pick(SPELLINGS),
                    random.nextInt(3) == 0 ? 1 + random.nextInt(REVISIONS) : 0,
                    null);
            ActionKind kind = ActionKind.values()[random.nextInt(3)];
            return kind == ActionKind.REFRESH
                    ? new SnapAction(kind, id(snap), id(snap), null, wish, null)
                    : new SnapAction(kind, "key", null, "snap-" + snap, wish, null);
        }

        RefreshDecision decide(DeviceIdentity device, SnapAction action, ContextSnap installed) {
            Asker.Traits traits = new Asker.Traits("amd64", random.nextBoolean(), false);
            return Decisions.decide(state, device, traits, action, installed, List.of(), NOW);
        }
    }

    @Property(tries = 400)
    void onlyWhatTheSignedModelsStoreOffersIsEverNamed(@ForAll long seed) {
        World world = new World(seed);
        for (int question = 0; question < 40; question++) {
            int snap = 1 + world.random.nextInt(SNAPS);
            DeviceIdentity device = world.device();
            RefreshDecision decision = world.decide(device, world.action(snap), world.installed(snap));
            boolean unknown = decision.reason() == RefreshDecision.Reason.NO_SNAP;
            assertThat(unknown).isEqualTo(!world.sees(device, snap));
        }
    }

    @Property(tries = 400)
    void aSnapThatIsNotSeenIsAnsweredLikeOneThatIsNot(@ForAll long seed) {
        World world = new World(seed);
        for (int question = 0; question < 40; question++) {
            int snap = 1 + world.random.nextInt(SNAPS);
            DeviceIdentity device = world.device();
            if (!world.sees(device, snap)) {
                SnapAction action = world.action(snap);
                SnapAction absent = new SnapAction(
                        action.kind(),
                        action.instanceKey(),
                        action.snapId() == null ? null : id(99),
                        action.name() == null ? null : "snap-99",
                        action.wish(),
                        action.epoch());
                ContextSnap installed = world.installed(snap);
                assertThat(world.decide(device, action, installed)).isEqualTo(world.decide(device, absent, installed));
            }
        }
    }

    @Property(tries = 400)
    void noOfferBreaksAnEpochAndNoneIsOfAWithdrawnOrUnreleasedRevision(@ForAll long seed) {
        World world = new World(seed);
        for (int question = 0; question < 60; question++) {
            int snap = 1 + world.random.nextInt(SNAPS);
            ContextSnap installed = world.installed(snap);
            SnapAction action = world.action(snap);
            RefreshDecision decision = world.decide(world.device(), action, installed);
            if (decision instanceof RefreshDecision.Offer offer) {
                assertThat(offer.revision().facts().epoch().canRead(installed.epoch()))
                        .isTrue();
                assertThat(world.withdrawn)
                        .doesNotContain(snap + "/" + offer.revision().number());
                if (action.wish().revision() == 0) {
                    assertThat(world.released)
                            .contains(snap + "/" + offer.revision().number());
                }
            }
        }
    }

    @Property(tries = 400)
    void whatAChannelHasStoppedGoesToNoFurtherDevice(@ForAll long seed) {
        World world = new World(seed);
        for (int question = 0; question < 60; question++) {
            int snap = 1 + world.random.nextInt(SNAPS);
            SnapAction action = world.action(snap);
            ContextSnap installed = world.installed(snap);
            if (action.wish().revision() == 0
                    && world.decide(world.device(), action, installed) instanceof RefreshDecision.Offer offer
                    && offer.revision().number() != installed.installed().revision()) {
                assertThat(world.stopped)
                        .doesNotContain(snap + "/" + offer.channel() + "/"
                                + offer.revision().number());
            }
        }
    }

    @Property(tries = 400)
    void aDeviceThatFollowsAChannelComesToRest(@ForAll long seed) {
        World world = new World(seed);
        for (int question = 0; question < 20; question++) {
            int snap = 1 + world.random.nextInt(SNAPS);
            DeviceIdentity device = world.device();
            ContextSnap installed = world.installed(snap);
            SnapAction action =
                    new SnapAction(ActionKind.REFRESH, id(snap), id(snap), null, WantedRevision.DEFAULT, null);
            int steps = 0;
            while (world.decide(device, action, installed) instanceof RefreshDecision.Offer offer) {
                installed = new ContextSnap(
                        new InstalledSnap(
                                id(snap),
                                id(snap),
                                offer.revision().number(),
                                installed.installed().trackingChannel(),
                                null,
                                List.of()),
                        offer.revision().facts().epoch(),
                        null,
                        false);
                assertThat(++steps).as("no way round in circles").isLessThanOrEqualTo(REVISIONS);
            }
        }
    }

    @Property(tries = 400)
    void anInstallNeverGetsALesserEpochThanARefreshOfTheSameChannel(@ForAll long seed) {
        World world = new World(seed);
        for (int question = 0; question < 40; question++) {
            int snap = 1 + world.random.nextInt(SNAPS);
            DeviceIdentity device = world.device();
            WantedRevision wish = new WantedRevision(world.pick(CHANNELS), 0, null);
            SnapAction install = new SnapAction(ActionKind.INSTALL, "key", null, "snap-" + snap, wish, null);
            SnapAction refresh = new SnapAction(ActionKind.REFRESH, id(snap), id(snap), null, wish, null);
            if (world.decide(device, install, null) instanceof RefreshDecision.Offer fresh
                    && world.decide(device, refresh, world.installed(snap)) instanceof RefreshDecision.Offer other
                    && fresh.findChannel().equals(other.findChannel())) {
                assertThat(fresh.revision().facts().epoch().newest())
                        .isGreaterThanOrEqualTo(other.revision().facts().epoch().newest());
            }
        }
    }

    @Property(tries = 200)
    void theSameQuestionGetsTheSameAnswerFromACatalogBuiltElsewhere(@ForAll long seed) {
        World here = new World(seed);
        World there = new World(seed);
        List<String> answers = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int question = 0; question < 40; question++) {
            answers.add(describe(ask(here)));
            others.add(describe(ask(there)));
        }
        assertThat(answers).isEqualTo(others);
    }

    private static RefreshDecision ask(World world) {
        int snap = 1 + world.random.nextInt(SNAPS);
        return world.decide(world.device(), world.action(snap), world.installed(snap));
    }

    private static String describe(RefreshDecision decision) {
        return switch (decision) {
            case RefreshDecision.Offer offer ->
                offer.snap() + " " + offer.revision() + " " + offer.channel() + " " + offer.redirect() + offer.reason();
            case RefreshDecision.Current current ->
                current.snap() + " " + current.revision() + " " + current.channel() + current.reason();
            case RefreshDecision.Refused refused ->
                refused.code() + refused.message() + refused.releases() + refused.reason();
        };
    }
}
