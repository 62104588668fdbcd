package org.brandstore.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Polls from a process of its own. Reads rounds from its standard input, one a line: port, length of the right answer,
 * connections, requests per second, seconds of warm-up, seconds; answers each with a {@link Load} on a line.
 */
public final class LoadGenerator {
    private LoadGenerator() {}

    public static void main(String[] args) throws IOException {
        PollRequests requests = PollRequests.read(Path.of(args[0]));
        BufferedReader rounds = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = rounds.readLine(); line != null; line = rounds.readLine()) {
            String[] round = line.split(" ", -1);
            LoadLoop loop = new LoadLoop(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(round[0])),
                    requests,
                    new LoadLoop.Expected(200, Integer.parseInt(round[1])));
            Load load = loop.run(new LoadLoop.Pace(
                    Integer.parseInt(round[2]),
                    Double.parseDouble(round[3]),
                    Double.parseDouble(round[4]),
                    Double.parseDouble(round[5])));
            System.out.println(load.toLine());
        }
    }
}
