package org.brandstore.snap.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Test;

class RestampedTest {
    private static final byte[] IMAGE = SnapFile.app("app", "1");

    @Test
    void onlyTheTimeOfTheImageIsAnother() throws IOException {
        byte[] later = later(IMAGE, 7);

        assertThat(time(later)).isEqualTo(time(IMAGE) + 7);
        ByteBuffer.wrap(later).order(ByteOrder.LITTLE_ENDIAN).putInt(8, time(IMAGE));
        assertThat(later).isEqualTo(IMAGE);
    }

    /** The field holds 32 bits; an image of the last second is as good as any. */
    @Test
    void timesGoRoundAtTheEndOfTheirRange() throws IOException {
        byte[] last = IMAGE.clone();
        ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);

        assertThat(time(later(last, 1))).isZero();
        assertThat(later(last, 1)).hasSameSizeAs(last).isNotEqualTo(last);
    }

    @Test
    void whatIsNoImageIsNotTouched() {
        assertThatThrownBy(() -> later(new byte[200], 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> later(new byte[] {'h', 's', 'q', 's'}, 1)).isInstanceOf(IOException.class);
    }

    private static byte[] later(byte[] image, int seconds) throws IOException {
        return Restamped.later(new ByteArrayInputStream(image), seconds).readAllBytes();
    }

    private static int time(byte[] image) {
        return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
    }
}
