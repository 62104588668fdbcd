package org.brandstore.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RangeChannelTest {
    private static final int BLOCK = 256 * 1024;

    private final byte[] bytes = new byte[2 * BLOCK + 1000];
    private final List<Long> asked = new ArrayList<>();

    RangeChannelTest() {
        new Random(1).nextBytes(bytes);
    }

    @Property(tries = 200)
    void anyReadsGiveTheBytesOfTheirPlace(
            @ForAll List<@IntRange(max = 2 * BLOCK + 1100) Integer> positions,
            @ForAll @IntRange(min = 1, max = BLOCK) int upTo)
            throws IOException {
        try (RangeChannel channel = new RangeChannel(bytes.length, this::range)) {
            for (int position : positions) {
                ByteBuffer target = ByteBuffer.allocate(upTo);

                int count = channel.position(position).read(target);

                if (position >= bytes.length) {
                    assertThat(count).isEqualTo(-1);
                } else {
                    assertThat(count).isBetween(1, upTo);
                    assertThat(Arrays.copyOf(target.array(), count))
                            .isEqualTo(Arrays.copyOfRange(bytes, position, position + count));
                    assertThat(channel.position()).isEqualTo(position + count);
                }
            }
        }
    }

    @Test
    void neighboursCostOneRequest() throws IOException {
        try (RangeChannel channel = new RangeChannel(bytes.length, this::range)) {
            for (int i = 0; i < 1000; i++) {
                channel.position(BLOCK + 17L * i).read(ByteBuffer.allocate(17));
            }
        }

        assertThat(asked).containsExactly((long) BLOCK);
    }

    @Test
    void bytesThatAreMissingAreNotMadeUp() {
        try (RangeChannel channel =
                new RangeChannel(1000, (offset, length) -> new ByteArrayInputStream(new byte[999]))) {
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10)))
                    .isInstanceOf(EOFException.class)
                    .hasMessage("cannot read 1000 bytes from byte 0: there were 999");
        }
    }

    @Test
    void nothingCanBeWritten() {
        try (RangeChannel channel = new RangeChannel(1000, this::range)) {
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.truncate(1)).isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.position(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void afterClosingNothingIsRead() {
        RangeChannel channel = new RangeChannel(1000, this::range);

        channel.close();

        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(channel::size).isInstanceOf(ClosedChannelException.class);
    }

    private InputStream range(long offset, long length) {
        asked.add(offset);
        return new ByteArrayInputStream(bytes, (int) offset, (int) length);
    }
}
