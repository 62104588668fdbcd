package org.brandstore.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelPatternTest {
    @ParameterizedTest
    @CsvSource({
        "edge, latest/edge",
        "edge, latest/edge/fix-1",
        "latest/edge, latest/edge",
        "2.0/beta, 2.0/beta",
        "2.0/beta, 2.0/beta/fix",
        "*/edge, 2.0/edge",
        "*/edge, latest/edge/fix",
        "edge/*, latest/edge/fix",
        "2.0/*, 2.0/stable",
        "2.0/edge/fix, 2.0/edge/fix",
        "*/*, 2.0/candidate",
        "*, 3.0/stable/fix",
    })
    void itIsGoodForTheChannelsThatItMeans(String pattern, String channel) {
        assertThat(ChannelPattern.parse(pattern).matches(Channel.parse(channel)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "edge, 2.0/edge",
        "edge, latest/beta",
        "edge/fix, latest/edge",
        "edge/fix, latest/edge/fix2",
        "edge/*, latest/edge",
        "edge/*, 2.0/edge/fix",
        "*/edge, 2.0/beta",
        "2.0/*, latest/stable",
        "2.0/edge/fix, 2.0/edge",
    })
    void itIsGoodForNoOther(String pattern, String channel) {
        assertThat(ChannelPattern.parse(pattern).matches(Channel.parse(channel)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "edgy",
                "2.0",
                "2.0/edgy",
                "a/b/c",
                "edge/a/b",
                "*/",
                "/edge",
                "2.0/edge/a/b",
                "edge/_*"
            })
    void whatNamesNoRiskLevelIsRefusedBeforeAnythingIsMade(String text) {
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> ChannelPattern.parse(text));
    }
}
