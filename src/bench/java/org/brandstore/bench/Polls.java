package org.brandstore.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures polls of ten snaps with nothing new, beside the bare endpoint. */
final class Polls {
    private static final int LATENCY_ROUNDS = 3;
    private static final int MOST_PASSES = 6;
    private static final int QUIET_LIMIT_SECONDS = 180;

    private final Scale scale;
    private final Report report;
    private final Path work;

    /** @param work the folder of the benchmark */
    Polls(Scale scale, Report report, Path work) {
        this.scale = scale;
        this.report = report;
        this.work = work;
    }

    void measure(JavaServer store, Path bareJar, Path workload) throws IOException, InterruptedException, SQLException {
        byte[] answer = firstAnswer(store, workload);
        Path answerFile = work.resolve("answer.json");
        Files.write(answerFile, answer);
        try (JavaServer bare = JavaServer.start(
                        "bare",
                        bareJar,
                        work,
                        List.of(),
                        Map.of("bare.answer", answerFile.toAbsolutePath().toString()));
                Generator generator = new Generator(workload)) {
            warmUp(store, bare, generator, answer.length);
            statements(store, generator, answer.length);
            double perSecond = compare(store, bare, generator, answer.length);
            latency(store, generator, answer.length, perSecond / 2);
            report.add("rss_mib", store.memoryMib("VmRSS"), "MiB", "VmRSS of the store's process after the polls");
        }
    }

    /**
     * Lets every device poll, again and again until the store has written down what all of them say: when they come faster
     * than it can write, it waits for their next poll.
     */
    private void warmUp(JavaServer store, JavaServer bare, Generator generator, int length)
            throws IOException, SQLException, InterruptedException {
        System.out.println("warming up");
        try (StatementCount count = new StatementCount(work.resolve("store/storage/data"))) {
            long all = 0;
            long last = 1;
            for (int pass = 0; pass < MOST_PASSES && last > 0; pass++) {
                Map<String, Long> before = count.read();
                long polls = 0;
                while (polls < scale.devices()) {
                    polls += generator
                            .poll(store.port(), length, 0, 0, scale.warmUp())
                            .answers();
                }
                awaitQuiet(count);
                last = StatementCount.between(before, count.read()).entrySet().stream()
                        .filter(statement -> statement.getKey().contains("inventory_fingerprint"))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
                all += last;
            }
            report.add(
                    "first_poll_sql",
                    (double) all / scale.devices(),
                    "statements/device",
                    "statements on the table of devices by pg_stat_statements while each device polled for the first time,"
                            + " divided by the devices; they are made behind the devices' backs, for up to 500 at once");
        }
        generator.poll(bare.port(), length, 0, 0, scale.warmUp());
    }

    private double compare(JavaServer store, JavaServer bare, Generator generator, int length) throws IOException {
        List<Double> ratios = new ArrayList<>();
        List<Double> stores = new ArrayList<>();
        List<Double> bares = new ArrayList<>();
        for (int round = 1; round <= scale.rounds(); round++) {
            Load mine = generator.poll(store.port(), length, 0, 1, scale.seconds());
            Load other = generator.poll(bare.port(), length, 0, 1, scale.seconds());
            System.out.printf(Locale.ROOT, "round %d: store %s; bare %s%n", round, mine, other);
            stores.add(mine.perSecond());
            bares.add(other.perSecond());
            ratios.add(mine.perSecond() / other.perSecond());
        }
        String how = "POST /v2/snaps/refresh of 10 snaps with nothing new by " + scale.devices()
                + " devices in turn, valid sessions, " + Generator.CONNECTIONS
                + " kept connections, answers of " + length
                + " bytes; load generator in its own process on the same machine; median of " + scale.rounds()
                + " rounds of " + scale.seconds() + " s";
        report.add("devices", scale.devices(), "devices", "rows in the table device, each with a session that polls");
        report.add("poll_per_s", Medians.of(stores), "1/s", how);
        report.add(
                "bare_per_s",
                Medians.of(bares),
                "1/s",
                "the same requests to src/bench/bare, which reads them with Jackson and writes the same bytes; in turns with"
                        + " poll_per_s");
        report.add("poll_ratio", Medians.of(ratios), "1", "poll_per_s / bare_per_s, median over the rounds");
        return Medians.of(stores);
    }

    private void latency(JavaServer store, Generator generator, int length, double perSecond) throws IOException {
        List<Double> p99 = new ArrayList<>();
        for (int round = 1; round <= LATENCY_ROUNDS; round++) {
            Load load = generator.poll(store.port(), length, perSecond, 1, scale.seconds());
            System.out.println("half load: " + load);
            p99.add(load.millis99());
        }
        report.add(
                "poll_p99_ms",
                Medians.of(p99),
                "ms",
                String.format(
                        Locale.ROOT,
                        "polls at a fixed %.0f/s, half of poll_per_s; each counts from when it was due; median of %d rounds",
                        perSecond,
                        LATENCY_ROUNDS));
    }

    /** The statements that the database has executed, less what it executes when nobody polls. */
    private void statements(JavaServer store, Generator generator, int length)
            throws IOException, SQLException, InterruptedException {
        try (StatementCount count = new StatementCount(work.resolve("store/storage/data"))) {
            awaitQuiet(count);
            Map<String, Long> start = count.read();
            Thread.sleep((long) (scale.seconds() * 1_000));
            Map<String, Long> idle = count.read();
            Load load = generator.poll(store.port(), length, 0, 0, scale.seconds());
            Map<String, Long> end = count.read();
            Map<String, Long> withoutPolls = StatementCount.between(start, idle);
            Map<String, Long> withPolls = StatementCount.between(idle, end);
            long more = 0;
            for (Map.Entry<String, Long> statement : withPolls.entrySet()) {
                long before = withoutPolls.getOrDefault(statement.getKey(), 0L);
                if (before == 0) {
                    System.out.println("only with polls: " + statement.getValue() + " x "
                            + statement.getKey().lines().findFirst().orElse(""));
                }
                more += Math.max(0, statement.getValue() - before - 1);
            }
            report.add(
                    "poll_sql",
                    (double) more / load.answers(),
                    "statements/poll",
                    "pg_stat_statements of the store's database over " + load.answers() + " polls, less as long without"
                            + " polls, statement by statement; one more call of a background job is not counted");
        }
    }

    /** What former polls left to be written is written. */
    private static void awaitQuiet(StatementCount count) throws SQLException, InterruptedException, IOException {
        for (int second = 0; second < QUIET_LIMIT_SECONDS; second++) {
            Map<String, Long> before = count.read();
            Thread.sleep(1_000);
            if (StatementCount.between(before, count.read()).keySet().stream()
                    .noneMatch(query -> query.contains("last_seen_at"))) {
                return;
            }
        }
        throw new IOException("the store does not come to an end with writing down what the polls told");
    }

    /** One poll by hand, whose answer must offer every snap as it is. */
    static byte[] firstAnswer(JavaServer store, Path workload) throws IOException {
        PollRequests requests = PollRequests.read(workload);
        ByteBuffer request = ByteBuffer.allocate(requests.largest());
        requests.writeNext(request);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), store.port())) {
            socket.getOutputStream().write(request.array(), 0, request.position());
            String head = head(socket);
            if (!head.startsWith("HTTP/1.1 200 ")) {
                throw new IOException("a poll is not answered:\n" + head);
            }
            int length = head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElseThrow();
            byte[] body = socket.getInputStream().readNBytes(length);
            requireNothingNew(body);
            return body;
        }
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the store has closed the connection after:\n" + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void requireNothingNew(byte[] body) throws IOException {
        int right = 0;
        for (JsonNode result : new ObjectMapper().readTree(body).path("results")) {
            if ("refresh".equals(result.path("result").asText())
                    && result.path("snap").path("revision").asInt() == SeededStore.REVISIONS) {
                right++;
            }
        }
        if (right != SeededStore.POLLED_SNAPS) {
            throw new IOException("a poll is answered wrongly: " + new String(body, StandardCharsets.UTF_8));
        }
    }
}
