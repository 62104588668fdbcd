package org.brandstore.api.publisher.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.brandstore.blob.Sha3Digest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DirectBodyTest {
    private static final int ENOUGH = 128 * 1024;

    private final List<ByteBuf> pieces = new ArrayList<>();
    private final Wire wire = new Wire();
    private final DirectBody body = new DirectBody(wire);

    /** Where the bytes come from, as far as the body can tell. */
    private static final class Wire implements DirectBody.Source {
        private volatile int begun;
        private volatile boolean open = true;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // by the reading thread only
        public void begin() {
            begun++;
        }

        @Override
        public void flow(boolean on) {
            open = on;
        }
    }

    private ByteBuf piece(String text) {
        return piece(text.getBytes(ISO_8859_1));
    }

    private ByteBuf piece(byte[] bytes) {
        ByteBuf piece =
                PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
        pieces.add(piece);
        return piece;
    }

    @AfterEach
    void everyPieceIsReleased() {
        body.close();
        assertThat(pieces).allMatch(piece -> piece.refCnt() == 0);
    }

    @Test
    void thePiecesAreReadInTheirOrder() throws IOException {
        body.add(piece("one "));
        body.add(piece("two "));
        assertThat(body.readNBytes(6)).isEqualTo("one tw".getBytes(ISO_8859_1));
        body.add(piece("three"));
        body.end();

        assertThat(body.readAllBytes()).isEqualTo("o three".getBytes(ISO_8859_1));
        assertThat(body.read()).isEqualTo(-1);
        assertThat(wire.begun).isEqualTo(1);
    }

    @Test
    void nothingIsAskedForUntilSomebodyReads() {
        body.add(piece("early"));

        assertThat(wire.begun).isZero();
    }

    @Test
    void thatItWasCutIsToldAfterWhatHasCome() throws IOException {
        body.add(piece("half"));
        body.fail(new IOException("the connection was cut"));

        assertThat(body.readNBytes(4)).isEqualTo("half".getBytes(ISO_8859_1));
        assertThatThrownBy(body::read).isInstanceOf(IOException.class).hasMessage("the connection was cut");
    }

    @Test
    void aBodyThatHasEndedIsNotCutAnyMore() throws IOException {
        body.add(piece("whole"));
        body.end();
        body.fail(new IOException("the connection was closed"));

        assertThat(body.readAllBytes()).isEqualTo("whole".getBytes(ISO_8859_1));
    }

    @Test
    void whenEnoughWaitsNoMoreComesUntilItIsRead() throws IOException {
        body.add(piece(new byte[ENOUGH - 1_000]));
        assertThat(wire.open).isTrue();
        body.add(piece(new byte[500]));
        assertThat(wire.open).isFalse();

        assertThat(body.read()).isZero();
        assertThat(wire.open).isTrue();
    }

    @Test
    void manySmallPiecesAreEnoughToo() {
        for (int i = 0; i < 300; i++) {
            body.add(piece("x"));
        }

        assertThat(wire.open).isFalse();
    }

    @Test
    void whoeverGivesUpLeavesNothingAndHoldsNothingUp() {
        body.add(piece(new byte[ENOUGH]));
        assertThat(wire.open).isFalse();

        body.abandon();
        assertThat(wire.open).isTrue();
        body.add(piece("too late"));

        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
    }

    @Test
    void aPieceThatIsBeingReadIsReleasedByItsReader() throws IOException {
        body.add(piece("half read"));
        assertThat(body.read()).isEqualTo('h');

        body.abandon();

        assertThat(pieces.getFirst().refCnt()).isEqualTo(1);
        body.close();
        assertThat(pieces.getFirst().refCnt()).isZero();
    }

    /** The word to stop and the word to go on come from two threads; in the wrong order, nothing would come ever after. */
    @Test
    void aFastSenderAndAFastReaderNeverWaitForEachOther() throws Exception {
        long seed = 7;
        int count = 20_000;
        Sha3Digest sent = new Sha3Digest();
        Thread sender = Thread.ofPlatform().start(() -> {
            Random random = new Random(seed);
            for (int i = 0; i < count; i++) {
                while (!wire.open) {
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(1));
                }
                byte[] bytes = new byte[1 + random.nextInt(60_000)];
                random.nextBytes(bytes);
                sent.update(bytes, 0, bytes.length);
                body.add(PooledByteBufAllocator.DEFAULT
                        .directBuffer(bytes.length)
                        .writeBytes(bytes));
            }
            body.end();
        });

        Sha3Digest received = new Sha3Digest();
        byte[] buffer = new byte[64 * 1024];
        for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
            received.update(buffer, 0, length);
        }
        sender.join();

        assertThat(received.finish()).isEqualTo(sent.finish());
    }
}
