package org.brandstore.cli.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that mean no good, all on this machine, from another address of it than the devices have. */
final class Rogues implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.2";
    private static final int MILLIS = 3_000;
    private static final int SMALL = 4_096;

    private final URI url;
    private final List<Socket> open = new ArrayList<>();

    Rogues(URI url) {
        this.url = url;
    }

    /** So many connections that send the same beginning and then nothing; those that are refused are fewer. */
    void beginAndWait(int count, String beginning) {
        for (int i = 0; i < count; i++) {
            try {
                Socket socket = connect();
                open.add(socket);
                socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // it was sent away, which is as it should be
            }
        }
    }

    /** So many connections that ask for something and then read nothing of the answer but its first bytes. */
    void askAndHardlyRead(int count, byte[] request) {
        for (int i = 0; i < count; i++) {
            try {
                Socket socket = connect();
                open.add(socket);
                socket.getOutputStream().write(request);
            } catch (IOException e) {
                // it was sent away, which is as it should be
            }
        }
    }

    /** Reads one byte from each connection that still has one. */
    void sip() {
        for (Socket socket : open) {
            try {
                if (socket.getInputStream().available() > 0) {
                    int unused = socket.getInputStream().read();
                }
            } catch (IOException e) {
                // it was cut off
            }
        }
    }

    /** Sends one byte on each connection that still takes it. */
    void drip() {
        for (Socket socket : open) {
            try {
                socket.getOutputStream().write('x');
            } catch (IOException e) {
                // it was cut off
            }
        }
    }

    /** So many clients that send the same request again and again, as fast as they are answered; returns how often in all. */
    int hammer(int clients, byte[] request, Duration time) throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        long deadline = System.nanoTime() + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < deadline) {
                    talk(request, deadline, answered);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return answered.get();
    }

    private void talk(byte[] request, long deadline, AtomicInteger answered) {
        try (Socket socket = connect()) {
            byte[] answer = new byte[SMALL];
            InputStream in = socket.getInputStream();
            while (System.nanoTime() < deadline) {
                socket.getOutputStream().write(request);
                if (in.read(answer) < 0) {
                    return;
                }
                answered.incrementAndGet();
            }
        } catch (IOException e) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL);
        socket.setSoTimeout(MILLIS);
        socket.bind(new InetSocketAddress(ADDRESS, 0));
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), MILLIS);
        return socket;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }
}
