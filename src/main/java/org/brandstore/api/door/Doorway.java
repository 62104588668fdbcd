package org.brandstore.api.door;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands on a connection between its codec and Vert.x. A request goes on when all of its body is there, so nothing behind
 * ever waits for a client; a body of a file, or one that is too large to be held, goes on as it comes. Bodies that come, and
 * answers that are read, more slowly than the least rate end the connection. Used on the event loop only.
 */
final class Doorway extends ChannelDuplexHandler {
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Gate door;
    private final Pace body;
    private final AnswerTap answers;
    private final HeldRequest held = new HeldRequest();
    private final Farewell farewell = new Farewell();
    private final Deque<Visit> visits = new ArrayDeque<>();
    /** Whose body is coming, or null between bodies. */
    private @Nullable Visit coming;

    private boolean streaming;
    private boolean seenHead;
    private boolean headBegun;
    private boolean ticking;

    Doorway(Gate door) {
        this.door = door;
        this.body = door.newPace();
        this.answers = new AnswerTap(door.budget(), door.newPace());
    }

    boolean hasSeenHead() {
        return seenHead;
    }

    /** Some bytes came, which begin a head if nothing else is under way. */
    void bytesCame() {
        if (coming == null && visits.isEmpty() && !headBegun) {
            headBegun = true;
            body.begin();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        if (message instanceof HttpRequest head) {
            arrive(connection, head);
        }
        if (message instanceof HttpContent content) {
            take(connection, content);
        } else if (!(message instanceof HttpRequest)) {
            connection.fireChannelRead(message);
        }
    }

    private void arrive(ChannelHandlerContext connection, HttpRequest head) {
        seenHead = true;
        headBegun = false;
        if (farewell.hasBegun()) {
            return;
        }
        Target.of(head.uri())
                .ifPresentOrElse(
                        head::setUri,
                        () -> head.setDecoderResult(DecoderResult.failure(
                                new IllegalArgumentException("the target of the request is no path"))));
        boolean unknown = head.decoderResult().isFailure();
        BodyHead announced = BodyHead.of(head);
        Optional<Visit> admitted = door.admit(connection.channel(), head, announced.isLarge());
        if (admitted.isEmpty()) {
            CallKind kind = CallKind.ofStranger(head.uri());
            turnAway(connection, kind, Refusals.Reason.CLIENT_LIMIT, false, TimeUnit.SECONDS.toMillis(1));
            return;
        }
        Visit visit = admitted.get();
        visits.add(visit);
        connection.channel().attr(Door.VISIT).set(visit);
        coming = visit;
        body.begin();
        streaming = unknown || announced.isStreamed(visit.kind());
        if (streaming) {
            connection.fireChannelRead(head);
        } else {
            if (announced.waitsToBeAsked()) {
                var unused = connection.writeAndFlush(DoorAnswers.goOn());
                head.headers().remove("Expect");
            }
            held.add(head, 0);
        }
    }

    private void take(ChannelHandlerContext connection, HttpContent content) {
        Visit visit = coming;
        if (farewell.hasBegun() || visit == null) {
            farewell.throwAway(connection, content);
            return;
        }
        int bytes = content.content().readableBytes();
        boolean last = content instanceof LastHttpContent;
        body.moved(bytes);
        if (streaming) {
            coming = last ? null : visit;
            connection.fireChannelRead(content);
            return;
        }
        held.add(content, bytes);
        if (!door.budget().takeBody(bytes, visit.isDevice())) {
            turnAway(connection, visit.kind(), Refusals.Reason.MEMORY, last, 0);
            return;
        }
        visit.places().add(() -> door.budget().giveBackBody(bytes, visit.isDevice()));
        coming = last ? null : visit;
        if (last || held.bytes() > BodyBudget.LARGEST_BODY) {
            streaming = true;
            held.passOn(connection);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext connection) {
        if (coming != null || headBegun) {
            tickLater(connection);
        }
        connection.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext connection, Object message, ChannelPromise promise) {
        Visit visit = visits.peek();
        ChannelPromise kept = promise.unvoid();
        if (farewell.hasBegun()) {
            drop(message, kept);
            return;
        }
        if (!answers.take(message, kept, visit != null && visit.isDevice())) {
            drop(message, kept);
            giveUp(connection, visit, message instanceof HttpResponse);
            return;
        }
        if (message instanceof LastHttpContent && visit != null && !isProvisional(message)) {
            visits.remove();
            kept.addListener(gone -> visit.end());
        }
        var unused = connection.write(message, kept);
    }

    private static void drop(Object message, ChannelPromise promise) {
        ReferenceCountUtil.release(message);
        promise.tryFailure(new IllegalStateException("too much is written that nobody reads"));
    }

    /** There is no room for the rest of an answer, or for all of it. */
    private void giveUp(ChannelHandlerContext connection, @Nullable Visit visit, boolean nothingSent) {
        door.refused(Refusals.Reason.MEMORY);
        if (visit == null || !nothingSent) {
            farewell.cut(connection);
        } else {
            farewell.tell(connection, visit.kind(), coming == null, 0);
        }
    }

    /** Such as the one that asks for a body. */
    private static boolean isProvisional(Object message) {
        return message instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    @Override
    public void flush(ChannelHandlerContext connection) {
        connection.flush();
        if (answers.isPending()) {
            tickLater(connection);
        }
    }

    /** Refuses the request that is coming, which nothing behind has seen. */
    private void turnAway(
            ChannelHandlerContext connection,
            CallKind kind,
            Refusals.Reason reason,
            boolean allHasCome,
            long delayMillis) {
        door.refused(reason);
        held.drop();
        if (visits.size() > (coming == null ? 0 : 1)) {
            farewell.cut(connection); // an answer here would come before that of an earlier request
        } else {
            farewell.tell(connection, kind, allHasCome, delayMillis);
        }
    }

    private void tickLater(ChannelHandlerContext connection) {
        if (!ticking) {
            ticking = true;
            var unused = connection.executor().schedule(() -> tick(connection), TICK_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    private void tick(ChannelHandlerContext connection) {
        ticking = false;
        if (!connection.channel().isActive()) {
            return;
        }
        boolean awaitsBytes =
                (coming != null || headBegun) && connection.channel().config().isAutoRead();
        if (awaitsBytes) {
            body.waited(TICK_NANOS);
        }
        answers.waited(TICK_NANOS);
        if ((awaitsBytes && body.isTooSlow()) || answers.isTooSlow()) {
            door.refused(Refusals.Reason.SLOW);
            farewell.cut(connection);
        } else if (coming != null || headBegun || answers.isPending()) {
            tickLater(connection);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext connection) {
        held.drop();
        visits.forEach(Visit::end);
        visits.clear();
        coming = null;
        connection.fireChannelInactive();
    }
}
