package org.brandstore.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests over connections that are kept open, each with one request at a time, from one thread. Checks status and
 * length of every answer.
 *
 * <p>With a rate, every request has a time at which it is due, and its latency counts from then: a server that stalls is
 * charged for all who would have asked meanwhile.
 */
final class LoadLoop {
    private static final int HEAD_LIMIT = 64 * 1024;
    private static final long NAP_NANOS = 40_000;
    private static final double MOST_SECONDS = 600;

    private final InetSocketAddress target;
    private final Requests requests;
    private final Expected expected;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private Latencies latencies = new Latencies();
    private long wrong;
    private long measureFrom;

    /**
     * What answers must be.
     *
     * @param status the status
     * @param length of the body in bytes, or -1 for any
     */
    record Expected(int status, int length) {}

    /**
     * How hard to ask.
     *
     * @param connections how many connections, and so requests at a time
     * @param perSecond requests in a second, or 0 for as many as are answered
     * @param warmUp seconds that do not count
     * @param seconds seconds that count
     */
    record Pace(int connections, double perSecond, double warmUp, double seconds) {}

    LoadLoop(InetSocketAddress target, Requests requests, Expected expected) {
        this.target = target;
        this.requests = requests;
        this.expected = expected;
    }

    /** Asks for as long as the pace says. */
    Load run(Pace pace) throws IOException {
        return run(pace, Long.MAX_VALUE);
    }

    /** Sends so many requests as fast as they are answered, and waits for the last answer. */
    Load run(int times, int connections) throws IOException {
        return run(new Pace(connections, 0, 0, MOST_SECONDS), times);
    }

    private Load run(Pace pace, long times) throws IOException {
        latencies = new Latencies();
        wrong = 0;
        idle.clear();
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < pace.connections(); i++) {
                Connection connection = new Connection(selector);
                all.add(connection);
                idle.add(connection);
            }
            long start = System.nanoTime();
            measureFrom = start + nanos(pace.warmUp());
            long end = measureFrom + nanos(pace.seconds());
            ask(selector, pace, start, end, times);
            double seconds = (System.nanoTime() - measureFrom) / 1e9;
            return new Load(
                    latencies.count(),
                    wrong,
                    seconds,
                    latencies.millis(0.5),
                    latencies.millis(0.99),
                    latencies.millis(1));
        } finally {
            for (Connection connection : all) {
                connection.channel.close();
            }
        }
    }

    private void ask(Selector selector, Pace pace, long start, long end, long times) throws IOException {
        double gap = pace.perSecond() == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / pace.perSecond();
        long sent = 0;
        for (long now = System.nanoTime();
                now - end < 0 && latencies.count() + wrong < times;
                now = System.nanoTime()) {
            while (!idle.isEmpty() && sent < times) {
                long due = gap == 0 ? now : start + (long) (sent * gap);
                if (due - now > 0) {
                    break;
                }
                idle.poll().send(due);
                sent++;
            }
            if (gap == 0) {
                selector.select(this::ready, 1_000);
            } else if (selector.selectNow(this::ready) == 0) {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.write();
            }
            if (key.isReadable()) {
                connection.read();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the server closed a connection", e);
        }
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    /** One connection, with at most one request under way. */
    private final class Connection {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer out;
        private final ByteBuffer in = ByteBuffer.allocateDirect(HEAD_LIMIT);
        private long due;
        private boolean inBody;
        private int status;
        private long length;
        private long missing;

        Connection(Selector selector) throws IOException {
            out = ByteBuffer.allocateDirect(requests.largest());
            channel = SocketChannel.open(target);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(long dueAt) throws IOException {
            due = dueAt;
            inBody = false;
            out.clear();
            requests.writeNext(out);
            out.flip();
            write();
        }

        void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        void read() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("end of stream");
            }
            if (!inBody && !readHead()) {
                return;
            }
            missing -= in.position();
            in.clear();
            if (missing <= 0) {
                finish();
            }
        }

        /** True once the whole head is there; what follows it then begins the buffer. */
        private boolean readHead() throws IOException {
            int end = headEnd();
            if (end < 0) {
                if (!in.hasRemaining()) {
                    throw new IOException("an answer's head is too long");
                }
                return false;
            }
            status = 100 * (in.get(9) - '0') + 10 * (in.get(10) - '0') + in.get(11) - '0';
            length = contentLength(end);
            missing = length;
            inBody = true;
            in.flip().position(end);
            in.compact();
            return true;
        }

        private int headEnd() {
            for (int i = 3; i < in.position(); i++) {
                if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
                    return i + 1;
                }
            }
            return -1;
        }

        private long contentLength(int headEnd) throws IOException {
            for (int i = 0; i + 16 < headEnd; i++) {
                if (in.get(i) == '\n' && isContentLength(i + 1)) {
                    long value = 0;
                    for (int at = i + 16; in.get(at) != '\r'; at++) {
                        if (in.get(at) != ' ') {
                            value = 10 * value + in.get(at) - '0';
                        }
                    }
                    return value;
                }
            }
            throw new IOException("an answer does not say how long it is");
        }

        private boolean isContentLength(int at) {
            String name = "content-length:";
            for (int i = 0; i < name.length(); i++) {
                int c = in.get(at + i);
                if (c != name.charAt(i) && c + 32 != name.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private void finish() {
            long now = System.nanoTime();
            if (now - measureFrom >= 0) {
                if (status == expected.status() && (expected.length() < 0 || expected.length() == length)) {
                    latencies.add(now - due);
                } else {
                    wrong++;
                }
            }
            idle.add(this);
        }
    }
}
