package org.brandstore.assertion.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.TestAuthority.NOW;

import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.Vectors;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.junit.jupiter.api.Test;

/** What a device has to fetch (assertions.md 2.9). */
class PrerequisiteChainTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Assertion MODEL = AUTHORITY.model("box", 0, NOW);

    private static Shelf shelf(Assertion... assertions) {
        Shelf shelf = new Shelf();
        List.of(assertions).forEach(shelf::append);
        return shelf;
    }

    @Test
    void theChainEndsAtTheTrustedSet() {
        Shelf known = shelf(AUTHORITY.brandAccount(), AUTHORITY.brandKey(), MODEL);

        assertThat(PrerequisiteChain.closure(MODEL, known, AUTHORITY.trusted()))
                .containsExactly(AUTHORITY.brandAccount(), AUTHORITY.brandKey(), MODEL);
        assertThat(PrerequisiteChain.closure(AUTHORITY.rootKey(), known, AUTHORITY.trusted()))
                .containsExactly(AUTHORITY.rootKey());
    }

    @Test
    void whatIsNotKnownIsNamed() {
        assertThatThrownBy(() -> PrerequisiteChain.closure(MODEL, shelf(), AUTHORITY.trusted()))
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PREREQUISITE_MISSING))
                .hasMessage("cannot follow what " + MODEL.ref() + " rests on: account-key/" + MODEL.signKeyId()
                        + " is not known");
    }

    @Test
    void aCircleIsAnError() {
        TrustedSet nobody = new TrustedSet(List.of());
        Shelf known = shelf(AUTHORITY.rootAccount(), AUTHORITY.rootKey());

        assertThatThrownBy(() -> PrerequisiteChain.closure(AUTHORITY.rootAccount(), known, nobody))
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONSISTENT))
                .hasMessageEndingWith("it rests on itself");
    }

    @Test
    void typesWithoutAuthorityNeedNoAccountKey() {
        for (Assertion assertion :
                AssertionStreamDecoder.decodeAll(Vectors.resource("/assertions/chain-4096/noauth.assert"))) {
            assertThat(PrerequisiteChain.needs(assertion)).noneMatch(need -> need.type() == AssertionType.ACCOUNT_KEY);
        }
    }

    @Test
    void anOrderHasCirclesToo() {
        assertThat(PrerequisiteChain.inOrder(
                        List.of(AUTHORITY.rootKey(), MODEL, AUTHORITY.rootAccount(), AUTHORITY.brandKey())))
                .hasSize(4)
                .containsSubsequence(AUTHORITY.rootKey(), AUTHORITY.brandKey(), MODEL);
    }
}
