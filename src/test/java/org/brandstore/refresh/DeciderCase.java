package org.brandstore.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.catalog.CatalogFixture.NOW;
import static org.brandstore.catalog.CatalogFixture.id;
import static org.brandstore.refresh.Decisions.decide;
import static org.brandstore.refresh.Decisions.device;
import static org.brandstore.refresh.Decisions.state;

import java.util.List;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogFixture;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.refresh.RefreshDecision.Offer;
import org.brandstore.refresh.RefreshDecision.Refused;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.WantedRevision;
import org.brandstore.snap.metadata.Epoch;

/** What tests of the decision ask, in a few words. */
abstract class DeciderCase {
    final CatalogFixture fixture = new CatalogFixture();

    RefreshDecision refresh(int snap, int revision, String tracking) {
        return refresh(snap, installed(snap, revision, tracking, "0", null), WantedRevision.DEFAULT);
    }

    RefreshDecision refresh(int snap, ContextSnap installed, WantedRevision wish) {
        SnapAction action = new SnapAction(ActionKind.REFRESH, id(snap), id(snap), null, wish, null);
        return decide(state(fixture), action, installed);
    }

    RefreshDecision install(String name, WantedRevision wish) {
        return fetch(ActionKind.INSTALL, name, wish, true);
    }

    RefreshDecision fetch(ActionKind kind, String name, WantedRevision wish, boolean followsRedirects) {
        return decide(
                state(fixture),
                device(),
                new Asker.Traits("amd64", followsRedirects, false),
                new SnapAction(kind, "key-1", null, name, wish, null),
                null,
                List.of(),
                NOW);
    }

    static ContextSnap installed(int snap, int revision, String tracking, String epoch, String cohort) {
        return new ContextSnap(
                new InstalledSnap(id(snap), id(snap), revision, tracking, null, List.of()),
                Epoch.parse(epoch),
                cohort,
                false);
    }

    static WantedRevision channel(String channel) {
        return new WantedRevision(channel, 0, null);
    }

    static WantedRevision pinned(int revision) {
        return new WantedRevision(null, revision, null);
    }

    static int offered(RefreshDecision decision) {
        assertThat(decision).isInstanceOf(Offer.class);
        return ((Offer) decision).revision().number();
    }

    static Refused refused(RefreshDecision decision) {
        assertThat(decision).isInstanceOf(Refused.class);
        return (Refused) decision;
    }
}
