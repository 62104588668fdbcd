package org.brandstore.security.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private static final String REMOTE = "10.0.0.7";

    @Test
    void withoutAProxyTheHeaderIsNotBelieved() {
        assertThat(ClientAddress.client(List.of("192.0.2.1"), REMOTE, 0)).isEqualTo(REMOTE);
    }

    @Test
    void whatTheClientInventedIsNotBelieved() {
        List<String> header = List.of("203.0.113.9, 203.0.113.8", " 192.0.2.1 ");

        assertThat(ClientAddress.client(header, REMOTE, 1)).isEqualTo("192.0.2.1");
        assertThat(ClientAddress.client(header, REMOTE, 2)).isEqualTo("203.0.113.8");
    }

    @Test
    void whoComesPastTheProxyIsCountedByTheirOwnAddress() {
        assertThat(ClientAddress.client(List.of(), REMOTE, 1)).isEqualTo(REMOTE);
        assertThat(ClientAddress.client(List.of("192.0.2.1"), REMOTE, 2)).isEqualTo(REMOTE);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,192.0.2.1",
        "::ffff:192.0.2.1,192.0.2.1",
        "2001:db8:1:2:3:4:5:6,20:01:0d:b8:00:01:00:02::/64",
        "2001:db8:1:2::1,20:01:0d:b8:00:01:00:02::/64",
        "::1,00:00:00:00:00:00:00:00::/64",
        "'',unknown",
        "evil,unknown"
    })
    void anIpv6ClientIsItsNetwork(String address, String network) {
        assertThat(ClientAddress.network(address)).isEqualTo(network);
    }
}
