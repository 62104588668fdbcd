package org.brandstore.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.assertion.TestAuthority.BRAND;
import static org.brandstore.assertion.TestAuthority.NOW;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.chain.MemoryAssertionDatabase;
import org.brandstore.assertion.chain.PrerequisiteChain;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;

/** Laws of databases and of time that hold for every history. */
class AssertionPropertiesTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final AssertionSigner SIGNER = TestAuthority.newSigner();
    private static final List<Assertion> CHAIN =
            AssertionStreamDecoder.decodeAll(Vectors.resource("/assertions/chain-4096/chain.assert"));
    private static final TrustedSet ROOT =
            new TrustedSet(AssertionStreamDecoder.decodeAll(Vectors.resource("/assertions/chain-4096/trusted.assert")));

    private static MemoryAssertionDatabase database(TrustedSet trusted, Instant now) {
        return new MemoryAssertionDatabase(trusted, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Later revisions are accepted, equal and earlier ones are not, bytes that were accepted once are no error. */
    @Property(tries = 100)
    void revisionsOnlyRise(@ForAll @Size(max = 12) List<@IntRange(min = 0, max = 5) Integer> revisions) {
        MemoryAssertionDatabase database = database(AUTHORITY.trusted(), NOW);
        database.addAll(List.of(AUTHORITY.brandAccount(), AUTHORITY.brandKey()));
        Set<Integer> accepted = new HashSet<>();
        int highest = -1;
        int variant = 0;
        for (int revision : revisions) {
            Assertion model = AUTHORITY.model("box", revision, NOW);
            Assertion other = AUTHORITY.model("box", revision, NOW.minusSeconds(++variant));
            String expected = accepted.contains(revision) ? "HELD" : revision > highest ? "ADDED" : "NOT_NEWER";
            if (expected.equals("ADDED")) {
                accepted.add(revision);
                highest = revision;
            }

            assertThat(outcome(database, model)).isEqualTo(expected);
            assertThat(outcome(database, other)).isEqualTo("NOT_NEWER");
            assertThat(database.find(model.ref()).orElseThrow().revision()).isEqualTo(highest);
        }
    }

    private static String outcome(AssertionDatabase database, Assertion assertion) {
        try {
            return database.add(assertion).name();
        } catch (AssertionException e) {
            return e.reason().name();
        }
    }

    /** Clock and timestamp must both lie in the window; its start belongs to it, its end does not. */
    @Property(tries = 200)
    void bothTimesMustLieInTheWindowOfTheKey(
            @ForAll @IntRange(min = 0, max = 6) int since,
            @ForAll @IntRange(min = 0, max = 6) int length,
            @ForAll @IntRange(min = 0, max = 12) int timestamp,
            @ForAll @IntRange(min = 0, max = 12) int now) {
        Headers window = Headers.builder()
                .put("since", NOW.plusSeconds(since).toString())
                .put("until", NOW.plusSeconds(since + length).toString())
                .build();
        MemoryAssertionDatabase database = database(AUTHORITY.trusted(), NOW.plusSeconds(now));
        database.addAll(List.of(AUTHORITY.brandAccount(), AUTHORITY.accountKey(BRAND, "window", SIGNER, window)));
        Assertion model = Assertions.sign(
                AssertionType.MODEL,
                TestAuthority.modelHeaders("box", 0, NOW.plusSeconds(timestamp)),
                new byte[0],
                SIGNER,
                NOW);
        boolean inside = since <= now && now < since + length && since <= timestamp && timestamp < since + length;

        assertThat(outcome(database, model)).isEqualTo(inside ? "ADDED" : Reason.KEY_NOT_VALID.name());
    }

    /** From everything that can be served, each step leads to something that can be served, and ends at the root. */
    @Property(tries = 20)
    void everyChainEndsAtTheRoot(@ForAll long seed) {
        List<Assertion> shuffled = new ArrayList<>(CHAIN);
        Collections.shuffle(shuffled, new Random(seed));
        MemoryAssertionDatabase database = database(ROOT, Instant.parse("2026-08-02T00:00:00Z"));
        database.addAll(shuffled);
        Map<AssertionRef, Integer> depths = new HashMap<>();

        for (Assertion assertion : shuffled) {
            assertThat(depth(assertion, database, depths)).isBetween(1, 10);
            assertThat(PrerequisiteChain.closure(assertion, database, ROOT)).endsWith(assertion);
        }
    }

    private static int depth(Assertion assertion, AssertionLookup served, Map<AssertionRef, Integer> depths) {
        Integer known = depths.get(assertion.ref());
        if (known != null) {
            return known;
        }
        int deepest = 0;
        for (AssertionRef need : PrerequisiteChain.needs(assertion)) {
            if (ROOT.find(need).isEmpty()) {
                deepest = Math.max(deepest, depth(served.find(need).orElseThrow(), served, depths));
            }
        }
        depths.put(assertion.ref(), deepest + 1);
        return deepest + 1;
    }
}
