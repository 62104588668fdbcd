package org.brandstore.security.login;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the present request came from, for counting. */
@RequestScoped
public class ClientAddress {
    public static final String FORWARDED_FOR = "X-Forwarded-For";
    /** One customer of a provider has at least this part of an IPv6 address for themselves. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private static final int IPV4_BYTES = 4;

    private final HttpServerRequest request;
    private final LoginConfig config;

    ClientAddress(HttpServerRequest request, LoginConfig config) {
        this.request = request;
        this.config = config;
    }

    /** The address, or its network where clients have whole networks; never empty. */
    public String text() {
        return of(request.headers().getAll(FORWARDED_FOR), remote(), config.proxies());
    }

    /**
     * The same for a request that is not the present one.
     *
     * @param forwarded the lines of {@link #FORWARDED_FOR}
     * @param remote the address of the other end of its connection
     * @param proxies how many of our own stand before the store
     */
    public static String of(List<String> forwarded, String remote, int proxies) {
        return network(client(forwarded, remote, proxies));
    }

    private String remote() {
        SocketAddress address = request.remoteAddress();
        String host = address == null ? null : address.hostAddress();
        return host == null ? "unknown" : host;
    }

    /**
     * The address that the outermost of our own proxies saw. What stands further left was sent by the client itself and
     * may be invented.
     */
    public static String client(List<String> forwarded, String remote, int proxies) {
        List<String> hops = forwarded.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .toList();
        return proxies == 0 || hops.size() < proxies ? remote : hops.get(hops.size() - proxies);
    }

    /** The network that clients with such an address have for themselves: of an IPv4 address itself, else the /64. */
    public static String network(String address) {
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return "unknown";
        }
        InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
        byte[] plain = parsed == null ? bytes : parsed.getAddress(); // an IPv4 address written as IPv6 becomes IPv4
        return plain.length == IPV4_BYTES
                ? NetUtil.bytesToIpAddress(plain)
                : HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(plain, IPV6_NETWORK_BYTES)) + "::/64";
    }
}
