package org.brandstore.observation;

import static org.assertj.core.api.Assertions.assertThat;

import org.brandstore.device.DeviceRef;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastSaidTest {
    private static final long NOW = 1_000_000;
    private static final long LONG = 1_000;

    private static DeviceRef device(int number) {
        return new DeviceRef(
                new AccountId("acme"), new ModelName("box"), new SerialNumber("7c1e5b9a-%012d".formatted(number)));
    }

    private static int news(LastSaid last, int devices, long now) {
        int news = 0;
        for (int number = 0; number < devices; number++) {
            if (last.isNews(device(number), "", 7, now, LONG)) {
                news++;
            }
        }
        return news;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 1", "1000, 2", "65536, 66", "100000, 100", "131073, 132"})
    void whoeverItHasRoomForIsRememberedWhileAllTheOthersCall(int devices, int mostForgotten) {
        LastSaid last = new LastSaid(devices, 42);

        assertThat(news(last, devices, NOW)).isEqualTo(devices);
        assertThat(news(last, devices, NOW + 1)).isLessThan(mostForgotten);
        assertThat(news(last, devices, NOW + LONG)).isGreaterThan(devices - mostForgotten);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "1000, 100000"})
    void moreThanItHasRoomForAreNewsAgainAndNobodyIsTakenForAnother(int room, int devices) {
        LastSaid last = new LastSaid(room, 42);

        assertThat(news(last, devices, NOW)).isEqualTo(devices);
        assertThat(last.isNews(device(devices - 1), "", 7, NOW, LONG)).isFalse();
        assertThat(last.isNews(device(devices - 1), "", 8, NOW, LONG)).isTrue();
    }
}
