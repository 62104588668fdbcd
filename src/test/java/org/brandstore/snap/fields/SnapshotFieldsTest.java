package org.brandstore.snap.fields;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.brandstore.problem.StoreException;
import org.brandstore.snap.yaml.YamlLimits;
import org.brandstore.snap.yaml.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFieldsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "exclude: []",
                "exclude: [$SNAP_DATA/cache, $SNAP_COMMON, $SNAP_USER_DATA/a/*.log, $SNAP_USER_COMMON/b]",
                "other: 1"
            })
    void takesWhatDevicesTake(String text) {
        assertThatCode(() -> check(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exclude: $SNAP_DATA",
                "exclude: [/var/x]",
                "exclude: [$SNAP/x]",
                "exclude: [~]",
                "exclude: [$SNAP_DATA/]",
                "exclude: [$SNAP_DATA/../x]",
                "exclude: ['$SNAP_DATA/a?']",
                "exclude: [$SNAP_DATA/**]",
                "exclude: ['$SNAP_DATA/[a]']",
                "[]",
                ""
            })
    void refusesWhatDevicesRefuse(String text) {
        assertThatThrownBy(() -> check(text))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("cannot accept meta/snapshots.yaml: ");
    }

    private static void check(String text) {
        SnapshotFields.check(new YamlReader(YamlLimits.STANDARD).read(SnapshotFields.PATH, text));
    }
}
