package org.brandstore.snap.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0:00",
                "9:00",
                "23:59",
                "24:00",
                "10:00-11:00",
                "10:00~11:00/2",
                "10:00/3",
                "10:00-9:00",
                "10:00-11:00/4294967295",
                "mon",
                "mon5",
                "mon-fri",
                "mon1-fri",
                "mon-fri2",
                "mon1-fri2",
                "mon,tue,10:00,11:00",
                "mon,,tue",
                "mon,10:00,,fri,15:00"
            })
    void takesTimersThatDevicesTake(String text) {
        assertThat(Timer.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ",,",
                "mon,",
                "mon,,",
                "every day",
                "24:01",
                "10:60",
                "010:00",
                "10:0",
                "10:00 ",
                "10:00-11:00/0",
                "10:00-11:00/x",
                "10:00-11:00/4294967296",
                "10:00-11:00-12:00",
                "10:00,mon",
                "mon0",
                "mon6",
                "Mon",
                "monday",
                "mon2-fri1",
                "mon-tue-wed",
                "-",
                "~"
            })
    void refusesTimersThatDevicesRefuse(String text) {
        assertThat(Timer.isValid(text)).isFalse();
    }
}
