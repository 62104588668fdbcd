package org.brandstore.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.chain.MemoryAssertionDatabase;
import org.brandstore.assertion.chain.PrerequisiteChain;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.AssertionStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole private store as devices accepted it: a root, and 35 assertions of 21 types below it. */
class ChainTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-08-02T00:00:00Z"), ZoneOffset.UTC);

    private static List<Assertion> resource(String name) {
        return AssertionStreamDecoder.decodeAll(Vectors.resource("/assertions/chain-4096/" + name));
    }

    private static TrustedSet trusted() {
        return new TrustedSet(resource("trusted.assert"));
    }

    @Test
    void theStreamIsReadAndWrittenUnchanged() {
        byte[] bytes = Vectors.resource("/assertions/chain-4096/chain.assert");

        List<Assertion> chain = AssertionStreamDecoder.decodeAll(bytes);

        assertThat(chain).hasSize(35);
        assertThat(chain.stream().map(Assertion::type).distinct()).hasSize(21);
        assertThat(AssertionStreams.join(chain)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void theWholeIsAcceptedInAnyOrder(int seed) {
        List<Assertion> chain = new ArrayList<>(resource("chain.assert"));
        if (seed > 0) {
            Collections.shuffle(chain, new Random(seed));
        }
        MemoryAssertionDatabase database = new MemoryAssertionDatabase(trusted(), CLOCK);

        assertThat(database.addAll(chain)).containsOnly(AddOutcome.ADDED);
        for (Assertion assertion : chain) {
            assertThat(database.history(assertion.ref())).contains(assertion);
        }
    }

    @Test
    void fromEveryMemberTheWayLeadsToTheRoot() {
        MemoryAssertionDatabase database = new MemoryAssertionDatabase(trusted(), CLOCK);
        List<Assertion> chain = resource("chain.assert");
        database.addAll(chain);

        for (Assertion assertion : chain) {
            List<Assertion> closure = PrerequisiteChain.closure(assertion, database, trusted());

            assertThat(closure).endsWith(assertion);
            HashSet<AssertionRef> known = new HashSet<>();
            for (Assertion member : closure) {
                assertThat(PrerequisiteChain.needs(member))
                        .allMatch(need ->
                                known.contains(need) || trusted().find(need).isPresent());
                known.add(member.ref());
            }
            assertThat(closure.stream().map(Assertion::ref)).doesNotHaveDuplicates();
        }
    }

    @Test
    void underAnotherRootNothingIsAccepted() {
        MemoryAssertionDatabase database = new MemoryAssertionDatabase(new TestAuthority().trusted(), CLOCK);

        for (Assertion assertion : resource("chain.assert")) {
            assertThatThrownBy(() -> database.add(assertion))
                    .isInstanceOfSatisfying(
                            AssertionException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_KEY));
        }
    }
}
