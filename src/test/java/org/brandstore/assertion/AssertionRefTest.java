package org.brandstore.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Optional primary keys and their spellings (assertions.md 2.4). */
class AssertionRefTest {
    private static final String DIGEST = "d".repeat(64);

    @Test
    void allSpellingsOfADefaultMeanTheSame() {
        AssertionRef ref = AssertionRef.parse(AssertionType.SNAP_REVISION, List.of(DIGEST));

        assertThat(ref).isEqualTo(AssertionRef.parse(AssertionType.SNAP_REVISION, List.of(DIGEST, "global-upload")));
        assertThat(ref.primaryKey()).containsExactly(DIGEST, "global-upload");
        assertThat(ref.reduced()).containsExactly(DIGEST);
        assertThat(ref).hasToString("snap-revision/" + DIGEST);
    }

    @Test
    void otherProvenancesStay() {
        AssertionRef ref = AssertionRef.of(AssertionType.SNAP_REVISION, DIGEST, "prov-1");

        assertThat(ref.reduced()).containsExactly(DIGEST, "prov-1");
        assertThat(ref).hasToString("snap-revision/" + DIGEST + "/prov-1");
    }

    @Test
    void longKeysAreReducedToo() {
        AssertionRef ref = AssertionRef.of(AssertionType.SNAP_RESOURCE_PAIR, "id", "name", "1", "2");

        assertThat(ref.primaryKey()).containsExactly("id", "name", "1", "2", "global-upload");
        assertThat(ref.reduced()).containsExactly("id", "name", "1", "2");
    }

    @Test
    void keysHaveTheRightNumberOfValues() {
        assertThatThrownBy(() -> AssertionRef.of(AssertionType.MODEL, "16", "acme"))
                .isInstanceOf(AssertionException.class)
                .hasMessage("cannot use primary key of model: \"model\" is missing");
        assertThatThrownBy(() -> AssertionRef.of(AssertionType.ACCOUNT, "acme", "x"))
                .isInstanceOf(AssertionException.class)
                .hasMessage("cannot use primary key of account: there are 2 values, at most 1 are known");
        assertThatThrownBy(() -> AssertionRef.of(AssertionType.SNAP_REVISION)).isInstanceOf(AssertionException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssertionRef(AssertionType.SNAP_REVISION, List.of(DIGEST)));
    }

    @Test
    void valuesAreNotEmptyAndWithoutSlash() {
        for (String value : List.of("", "/", "a/b")) {
            assertThatThrownBy(() -> AssertionRef.of(AssertionType.ACCOUNT, value))
                    .isInstanceOf(AssertionException.class)
                    .hasMessageContaining("must be non-empty and without '/'");
        }
    }

    @Test
    void theTypeWithoutKeyHasAReferenceOfItsOwn() {
        assertThat(AssertionRef.of(AssertionType.SERIAL_REQUEST)).hasToString("serial-request/");
    }

    @Test
    void onlySequencesHaveASequenceKey() {
        assertThat(AssertionRef.of(AssertionType.VALIDATION_SET, "16", "acme", "set", "3")
                        .sequenceKey())
                .containsExactly("16", "acme", "set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssertionRef.of(AssertionType.ACCOUNT, "acme").sequenceKey());
    }
}
