package org.brandstore.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.event.ChainCheck;
import org.junit.jupiter.api.Test;

class ChainVerificationTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456Z");

    @Test
    void anUntouchedChainIsIntact() {
        List<ChainLink> chain = chain(5);
        assertThat(check(chain))
                .isEqualTo(new ChainCheck.Intact(
                        5, new TreeMap<>(Map.of("b", chain.getLast().hash()))));
    }

    @Test
    void anEmptyChainIsIntact() {
        assertThat(check(List.of())).isEqualTo(new ChainCheck.Intact(0, new TreeMap<>()));
    }

    @Test
    void aRemovedRecordIsNoticedAtItsPlace() {
        List<ChainLink> chain = chain(5);
        chain.remove(2);
        assertThat(check(chain)).isInstanceOfSatisfying(ChainCheck.Broken.class, broken -> {
            assertThat(broken.record()).isEqualTo(3);
            assertThat(broken.reason()).contains("missing");
        });
    }

    @Test
    void aChangedRecordIsNoticedEvenWhenItsHashWasMadeToFit() {
        List<ChainLink> chain = chain(5);
        ChainLink honest = chain.get(2);
        chain.set(2, link(honest.number(), "release.rejected", honest.previousHash()));
        assertThat(check(chain)).isInstanceOfSatisfying(ChainCheck.Broken.class, broken -> {
            assertThat(broken.record()).isEqualTo(4);
            assertThat(broken.reason()).contains("the one before");
        });
    }

    @Test
    void aChangedRecordUnderItsOldHashIsNoticed() {
        List<ChainLink> chain = chain(2);
        ChainVerification verification = new ChainVerification("b");
        verification.accept(chain.get(0), chain.get(0).hash());
        ChainLink forged = link(2, "release.rejected", chain.get(0).hash());
        assertThat(verification.accept(forged, chain.get(1).hash())).isFalse();
        assertThat(verification.broken())
                .contains(new ChainCheck.Broken("b", 2, "the record does not have the hash that was stored with it"));
    }

    @Test
    void everyFieldIsPartOfTheHash() {
        ChainLink link = link(1, "a", ChainLink.START);
        assertThat(List.of(
                                link,
                                new ChainLink(2, AT, "p", "a", "s", "b", "{}", "{}", "w", ChainLink.START),
                                new ChainLink(
                                        1, AT.plusNanos(1000), "p", "a", "s", "b", "{}", "{}", "w", ChainLink.START),
                                new ChainLink(1, AT, "q", "a", "s", "b", "{}", "{}", "w", ChainLink.START),
                                new ChainLink(1, AT, "p", "a", "t", "b", "{}", "{}", "w", ChainLink.START),
                                new ChainLink(1, AT, "p", "a", "s", null, "{}", "{}", "w", ChainLink.START),
                                new ChainLink(1, AT, "p", "a", "s", "b", "{\"x\":1}", "{}", "w", ChainLink.START),
                                new ChainLink(1, AT, "p", "a", "s", "b", "{}", "{\"x\":1}", "w", ChainLink.START),
                                new ChainLink(1, AT, "p", "a", "s", "b", "{}", "{}", "v", ChainLink.START),
                                new ChainLink(1, AT, "p", "a", "s", "b", "{}", "{}", "w", "1".repeat(64)))
                        .stream()
                        .map(ChainLink::hash)
                        .distinct())
                .hasSize(10);
    }

    /** A fixed value, so that another program can be checked against the same rule. */
    @Test
    void theHashIsSha256OverTheCanonicalJson() {
        assertThat(link(1, "a", ChainLink.START).hash())
                .isEqualTo("f191742c46d8a57ce233a52d2d0023c9acdb86df0d2d1301f9321ae6d008a350");
    }

    private static ChainCheck check(List<ChainLink> chain) {
        ChainVerification verification = new ChainVerification("b");
        for (ChainLink link : chain) {
            if (!verification.accept(link, link.hash())) {
                break;
            }
        }
        TreeMap<String, String> heads = new TreeMap<>();
        if (verification.records() > 0) {
            heads.put(verification.chain(), verification.head());
        }
        return verification
                .broken()
                .<ChainCheck>map(broken -> broken)
                .orElse(new ChainCheck.Intact(verification.records(), heads));
    }

    private static List<ChainLink> chain(int length) {
        List<ChainLink> chain = new ArrayList<>();
        String head = ChainLink.START;
        for (int id = 1; id <= length; id++) {
            ChainLink link = link(id, "release.approved", head);
            chain.add(link);
            head = link.hash();
        }
        return chain;
    }

    private static ChainLink link(long id, String action, String previous) {
        return new ChainLink(id, AT, "p", action, "s", "b", "{}", "{}", "w", previous);
    }
}
