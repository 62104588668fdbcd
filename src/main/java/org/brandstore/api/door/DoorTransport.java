package org.brandstore.api.door;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** The transport of Vert.x, with a {@link Door} at each place where a server takes connections. All else is as it was. */
final class DoorTransport implements Transport {
    private final Transport frame;
    private final Supplier<Door> door;

    /** @param door asked for when a server starts, which is after everything else */
    DoorTransport(Transport frame, Supplier<Door> door) {
        this.frame = frame;
        this.door = door;
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap server) {
        frame.configure(options, domainSocket, server);
        server.handler(new Entrance(door.get()));
    }

    @Override
    public boolean supportsDomainSockets() {
        return frame.supportsDomainSockets();
    }

    @Override
    public boolean supportFileRegion() {
        return frame.supportFileRegion();
    }

    @Override
    public boolean isAvailable() {
        return frame.isAvailable();
    }

    @Override
    public Throwable unavailabilityCause() {
        return frame.unavailabilityCause();
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
        return frame.convert(address);
    }

    @Override
    public SocketAddress convert(java.net.SocketAddress address) {
        return frame.convert(address);
    }

    @Override
    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ratio) {
        return frame.eventLoopGroup(type, threads, factory, ratio);
    }

    @Override
    public DatagramChannel datagramChannel() {
        return frame.datagramChannel();
    }

    @Override
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return frame.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return frame.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return frame.serverChannelFactory(domainSocket);
    }

    @Override
    public void configure(DatagramChannel channel, DatagramSocketOptions options) {
        frame.configure(channel, options);
    }

    @Override
    public void configure(ClientOptionsBase options, boolean domainSocket, Bootstrap client) {
        frame.configure(options, domainSocket, client);
    }
}
