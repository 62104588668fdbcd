package org.brandstore.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.catalog.CatalogFixture.NOW;
import static org.brandstore.catalog.CatalogFixture.id;
import static org.brandstore.refresh.Decisions.DECIDER;
import static org.brandstore.refresh.Decisions.device;
import static org.brandstore.refresh.Decisions.state;

import java.util.List;
import java.util.Map;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogFixture;
import org.brandstore.catalog.Viewer;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.refresh.RefreshDecision.Current;
import org.brandstore.refresh.RefreshDecision.Offer;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.brandstore.refresh.RefreshDecision.Refused;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.DeviceFacts;
import org.brandstore.refresh.question.Question;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.WantedRevision;
import org.brandstore.snap.metadata.Epoch;
import org.junit.jupiter.api.Test;

class LoadRuleTest {
    private static final List<String> AMD64 = List.of("amd64");

    private final CatalogFixture fixture = new CatalogFixture();

    private static ContextSnap installed(int snap, int revision) {
        return new ContextSnap(
                new InstalledSnap(id(snap), id(snap), revision, "latest/stable", null, List.of()),
                Epoch.parse("0"),
                null,
                false);
    }

    private static SnapAction refresh(int snap) {
        return new SnapAction(ActionKind.REFRESH, id(snap), id(snap), null, WantedRevision.DEFAULT, null);
    }

    private List<RefreshDecision> putOff(List<SnapAction> actions, Map<String, ContextSnap> installed) {
        DeviceFacts facts = new DeviceFacts(
                new Viewer.Device(device()),
                new Asker.Traits("amd64", true, true),
                false,
                List.copyOf(installed.values()));
        return DECIDER.decide(facts, new Question(actions, true), state(fixture), NOW);
    }

    private void helloAndWorld(boolean withdrawn) {
        fixture.snap(1, "hello").revision(1).revision(2).release("stable", 2, 1);
        fixture.snap(2, "world").revision(1, "0", withdrawn, AMD64).revision(2).release("stable", 2, 1);
    }

    @Test
    void everyUpdateBecomesWhatIsInstalled() {
        helloAndWorld(false);

        List<RefreshDecision> put =
                putOff(List.of(refresh(1), refresh(2)), Map.of(id(1), installed(1, 1), id(2), installed(2, 1)));

        assertThat(put).hasSize(2).allSatisfy(decision -> {
            Current current = (Current) decision;
            assertThat(current.revision().number()).isEqualTo(1);
            assertThat(current.reason()).isEqualTo(Reason.BUSY);
            assertThat(current.channel()).isEqualTo("latest/stable");
        });
    }

    @Test
    void allUpdatesAreGivenIfOneOfThemCannotBePutOff() {
        helloAndWorld(true);

        List<RefreshDecision> put =
                putOff(List.of(refresh(1), refresh(2)), Map.of(id(1), installed(1, 1), id(2), installed(2, 1)));

        assertThat(put)
                .hasSize(2)
                .allSatisfy(decision ->
                        assertThat(((Offer) decision).revision().number()).isEqualTo(2));
    }

    @Test
    void whatIsNoUpdateStaysAsItIs() {
        helloAndWorld(false);

        List<RefreshDecision> put =
                putOff(List.of(refresh(1), refresh(3)), Map.of(id(1), installed(1, 2), id(3), installed(3, 1)));

        assertThat(((Current) put.getFirst()).reason()).isEqualTo(Reason.UP_TO_DATE);
        assertThat(((Refused) put.getLast()).reason()).isEqualTo(Reason.NO_SNAP);
    }

    @Test
    void anInstallationIsNotPutOff() {
        helloAndWorld(false);

        List<RefreshDecision> put = putOff(
                List.of(new SnapAction(ActionKind.INSTALL, "install-1", null, "hello", WantedRevision.DEFAULT, null)),
                Map.of());

        assertThat(put.getFirst()).isInstanceOf(Offer.class);
    }
}
