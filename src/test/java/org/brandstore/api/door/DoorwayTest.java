package org.brandstore.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connection may do to the server behind its doorway, byte by byte. */
class DoorwayTest {
    private static final int MEGABYTE = 1 << 20;

    private final TestGate gate = new TestGate();
    private final EmbeddedChannel connection = new EmbeddedChannel(new Doorway(gate));

    @AfterEach
    void nothingIsLeftBehind() {
        connection.finishAndReleaseAll();
        assertThat(gate.budget().takenByBodies()).isZero();
        assertThat(gate.budget().takenByAnswers()).isZero();
        assertThat(gate.open).isZero();
    }

    @Test
    void aRequestGoesOnWhenAllOfItsBodyIsThereAndNotBefore() {
        connection.writeInbound(post("/dev/api/acl/", 6), content("abc"));

        assertThat(connection.<Object>readInbound()).isNull();

        connection.writeInbound(last("def"));

        assertThat(connection.<Object>readInbound()).isInstanceOf(HttpRequest.class);
        assertThat(received()).isEqualTo("abcdef");
    }

    @Test
    void aSilentSocketTakesNoMemoryForWhatItOnlyAnnounces() {
        connection.writeInbound(post("/v2/snaps/refresh", MEGABYTE));

        assertThat(gate.budget().takenByBodies()).isZero();
        pass(6);
        assertThat(connection.isOpen()).isFalse();
        assertThat(gate.refused).containsEntry(Refusals.Reason.SLOW, 1);
    }

    @Test
    void aBodyThatDripsIsCutOffAfterSeconds() {
        connection.writeInbound(post("/v2/snaps/refresh", MEGABYTE));
        int seconds = 0;
        while (connection.isOpen() && seconds < 60) {
            connection.writeInbound(content("x"));
            pass(1);
            seconds++;
        }
        assertThat(seconds).isBetween(5, 8);
    }

    @Test
    void aBodyThatComesAtTheLeastRateIsTakenHoweverLongItLasts() {
        connection.writeInbound(post("/v2/snaps/refresh", 60_000));
        for (int second = 0; second < 59; second++) {
            connection.writeInbound(content("x".repeat(1_000)));
            pass(1);
        }
        connection.writeInbound(last("x".repeat(1_000)));

        assertThat(connection.isOpen()).isTrue();
        assertThat(connection.<Object>readInbound()).isInstanceOf(HttpRequest.class);
    }

    @Test
    void strangersCannotTakeTheMemoryThatDevicesNeed() {
        List<EmbeddedChannel> strangers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            EmbeddedChannel stranger = new EmbeddedChannel(new Doorway(gate));
            stranger.writeInbound(post("/v2/snaps/refresh", MEGABYTE));
            stranger.writeInbound(content("x".repeat(100_000)));
            strangers.add(stranger);
        }
        assertThat(gate.refused.get(Refusals.Reason.MEMORY)).isPositive();

        gate.kind = CallKind.DEVICE;
        connection.writeInbound(post("/v2/snaps/refresh", 500_000), last("x".repeat(500_000)));

        assertThat(connection.<Object>readInbound()).isInstanceOf(HttpRequest.class);
        connection.writeOutbound(ok(""));
        strangers.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @Test
    void whoFindsNoRoomIsTold429AndDisconnected() {
        gate.full = true;
        connection.writeInbound(post("/v2/snaps/refresh", 0), LastHttpContent.EMPTY_LAST_CONTENT);
        pass(2);

        FullHttpResponse answer = connection.readOutbound();
        assertThat(answer.status()).isEqualTo(HttpResponseStatus.TOO_MANY_REQUESTS);
        assertThat(answer.headers().get("Retry-After")).isEqualTo("60");
        assertThat(connection.isOpen()).isFalse();
        answer.release();
    }

    @Test
    void whoIsRefusedWhileStillSendingCanReadSo() {
        gate.full = true;
        connection.writeInbound(post("/v2/snaps/refresh", 6), content("abc"));
        pass(1);

        FullHttpResponse answer = connection.readOutbound();
        assertThat(answer.status()).isEqualTo(HttpResponseStatus.TOO_MANY_REQUESTS);
        answer.release();
        assertThat(connection.isOpen()).isTrue(); // closing now would reset the connection, and take the answer away
        connection.writeInbound(last("def"));
        assertThat(connection.isOpen()).isFalse();
        assertThat(received()).isEmpty();
    }

    @Test
    void whoIsRefusedAndGoesOnSendingIsNotListenedToForLong() {
        gate.full = true;
        connection.writeInbound(post("/v2/snaps/refresh", 1000), content("abc"));
        pass(4);

        FullHttpResponse answer = connection.readOutbound();
        answer.release();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void anAnswerThatFindsNoRoomIsARefusalAndNotACutConnection() {
        connection.writeInbound(post("/v2/snaps/refresh", 3), last("abc"));
        assertThat(gate.budget().takeWritten(2L * MEGABYTE, false)).isTrue();

        connection.writeOneOutbound(ok("done"));

        FullHttpResponse answer = connection.readOutbound();
        assertThat(answer.status()).isEqualTo(HttpResponseStatus.TOO_MANY_REQUESTS);
        answer.release();
        assertThat(connection.isOpen()).isFalse();
        assertThat(gate.refused).containsEntry(Refusals.Reason.MEMORY, 1);
        gate.budget().giveBackWritten(2L * MEGABYTE, false);
        connection.releaseInbound();
    }

    @Test
    void whoIsOnTheWayToASerialIsToldToComeAgain() {
        gate.full = true;
        connection.writeInbound(post("/v1/serial", 0), LastHttpContent.EMPTY_LAST_CONTENT);
        pass(2);

        FullHttpResponse answer = connection.readOutbound();
        assertThat(answer.status()).isEqualTo(HttpResponseStatus.SERVICE_UNAVAILABLE);
        answer.release();
    }

    @Test
    void aClientThatWaitsToBeAskedForItsBodyIsAsked() {
        HttpRequest head = post("/v2/snaps/refresh", 3);
        head.headers().set("Expect", "100-continue");
        connection.writeInbound(head);

        FullHttpResponse answer = connection.readOutbound();
        assertThat(answer.status()).isEqualTo(HttpResponseStatus.CONTINUE);
        connection.writeInbound(last("abc"));
        assertThat(connection.<HttpRequest>readInbound().headers().contains("Expect"))
                .isFalse();
        answer.release();
    }

    @Test
    void filesGoOnAsTheyCome() {
        gate.kind = CallKind.UPLOAD;
        connection.writeInbound(post("/unscanned-upload/", 100L * MEGABYTE), content("abc"));

        assertThat(connection.<Object>readInbound()).isInstanceOf(HttpRequest.class);
        assertThat(received()).isEqualTo("abc");
        assertThat(gate.budget().takenByBodies()).isZero();
    }

    @Test
    void aRequestIsOverWhenItsAnswerHasGone() {
        connection.writeInbound(post("/v2/snaps/refresh", 3), last("abc"));
        assertThat(gate.open).isOne();
        assertThat(gate.budget().takenByBodies()).isPositive();

        connection.writeOutbound(ok("done"));

        assertThat(gate.open).isZero();
        assertThat(gate.budget().takenByBodies()).isZero();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            connection.advanceTimeBy(1, TimeUnit.SECONDS);
            connection.runScheduledPendingTasks();
        }
    }

    private String received() {
        StringBuilder text = new StringBuilder();
        for (Object message = connection.readInbound(); message != null; message = connection.readInbound()) {
            if (message instanceof io.netty.handler.codec.http.HttpContent content) {
                text.append(content.content().toString(java.nio.charset.StandardCharsets.UTF_8));
                content.release();
            }
        }
        return text.toString();
    }

    private static HttpRequest post(String target, long length) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target);
        head.headers().set("Content-Length", length);
        return head;
    }

    private static DefaultHttpContent content(String text) {
        return new DefaultHttpContent(bytes(text));
    }

    private static LastHttpContent last(String text) {
        return new DefaultLastHttpContent(bytes(text));
    }

    private static FullHttpResponse ok(String text) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, bytes(text));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Lets everybody in unless it is full, and counts. */
    private static final class TestGate implements Gate {
        private final BodyBudget budget = new BodyBudget(8L * MEGABYTE);
        private final Map<Refusals.Reason, Integer> refused = new EnumMap<>(Refusals.Reason.class);
        private CallKind kind = CallKind.STRANGER;
        private boolean full;
        private int open;

        @Override
        public Optional<Visit> admit(Channel channel, HttpRequest head, boolean largeBody) {
            if (full) {
                return Optional.empty();
            }
            open++;
            List<Runnable> places = new ArrayList<>();
            places.add(() -> open--);
            return Optional.of(new Visit(kind, null, places));
        }

        @Override
        public BodyBudget budget() {
            return budget;
        }

        @Override
        public Pace newPace() {
            return new Pace(TimeUnit.SECONDS.toNanos(5), 1_000);
        }

        @Override
        public void refused(Refusals.Reason reason) {
            refused.merge(reason, 1, Integer::sum);
        }
    }
}
