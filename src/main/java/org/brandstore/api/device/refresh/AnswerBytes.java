package org.brandstore.api.device.refresh;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of an answer, written by one thread and handed over without a copy: answers are long, and there are many. */
final class AnswerBytes extends ByteArrayOutputStream {
    /** @param expected how many bytes there will be; it may be more */
    AnswerBytes(int expected) {
        super(expected);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // one thread, hundreds of calls for one answer
    public void write(int b) {
        reserve(1);
        buf[count++] = (byte) b;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // as above
    public void write(byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, buf, count, length);
        count += length;
    }

    /** Characters of ASCII, which is what field names and punctuation are. */
    void ascii(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            buf[count + i] = (byte) text.charAt(i);
        }
        count += length;
    }

    /** A JSON string; most need no escapes. Half of a surrogate pair, which only its escape can name, becomes a question mark. */
    void quoted(String text) {
        write('"');
        if (!plain(text)) {
            String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(whole));
        }
        write('"');
    }

    /** What was written, in a buffer that shares its bytes with this; nothing may be written after that. */
    @SuppressWarnings("deprecation") // what takes its place comes with the next version of Vert.x
    Buffer toBuffer() {
        return Buffer.buffer(Unpooled.wrappedBuffer(buf, 0, count));
    }

    private void reserve(int more) {
        if (buf.length - count < more) {
            buf = Arrays.copyOf(buf, Math.max(Math.multiplyExact(buf.length, 2), Math.addExact(count, more)));
        }
    }

    /** Writes the text if no character needs an escape; otherwise writes nothing. */
    private boolean plain(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
            buf[count + i] = (byte) c;
        }
        count += length;
        return true;
    }
}
