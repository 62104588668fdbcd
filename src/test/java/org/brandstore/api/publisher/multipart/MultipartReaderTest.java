package org.brandstore.api.publisher.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {
    private static final String BOUNDARY = "b0undary";

    /** What a part was read as. */
    private record Read(String name, Optional<String> filename, String content) {}

    /** Gives at most so many bytes at once, as a network does. */
    private static final class Trickle extends InputStream {
        private final InputStream bytes;
        private final int most;

        Trickle(byte[] bytes, int most) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return bytes.read(target, offset, Math.min(most, length));
        }
    }

    private static List<Read> readAll(String body, int most, int buffer) throws IOException {
        MultipartReader reader = new MultipartReader(new Trickle(body.getBytes(ISO_8859_1), most), BOUNDARY, buffer);
        List<Read> parts = new ArrayList<>();
        for (Optional<MultipartReader.Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            ContentDisposition disposition = part.get().disposition();
            String content = new String(part.get().content().readAllBytes(), ISO_8859_1);
            parts.add(new Read(disposition.name(), disposition.filename(), content));
        }
        assertThat(reader.next()).isEmpty();
        return parts;
    }

    private static String file(String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"binary\"; filename=\"x.snap\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n" + content + "\r\n";
    }

    private static String end() {
        return "--" + BOUNDARY + "--\r\n";
    }

    private static Read binary(String content) {
        return new Read("binary", Optional.of("x.snap"), content);
    }

    @Provide
    Arbitrary<String> contents() {
        Arbitrary<String> pieces = Arbitraries.of(
                "\r", "\n", "\r\n", "--", "\r\n--", "\r\n--b0undar", "\r\n--b0undarx", "b0undary", "a", "\u00ff", "\0");
        return pieces.list()
                .ofMaxSize(60)
                .map(list -> String.join("", list))
                .filter(content -> !("\r\n" + content).contains("\r\n--" + BOUNDARY));
    }

    @Property(tries = 400)
    void partsAreReadBackHoweverTheBytesArrive(
            @ForAll("contents") String first,
            @ForAll("contents") String second,
            @ForAll @IntRange(min = 1, max = 90) int most,
            @ForAll @IntRange(min = 1, max = 200) int buffer)
            throws IOException {
        assertThat(readAll(file(first) + file(second) + end(), most, buffer))
                .containsExactly(binary(first), binary(second));
    }

    @Property(tries = 400)
    void aBodyThatIsCutAnywhereIsRefused(
            @ForAll("contents") String content,
            @ForAll @IntRange(max = 100_000) int cut,
            @ForAll @IntRange(min = 1, max = 90) int most) {
        String whole = file(content) + "--" + BOUNDARY + "--";
        String part = whole.substring(0, cut % whole.length());

        assertThatThrownBy(() -> readAll(part, most, 100)).isInstanceOf(MalformedMultipartException.class);
    }

    @Property(tries = 500)
    void foreignBytesNeverEscapeAsAnotherError(@ForAll("contents") String noise, @ForAll byte[] bytes) {
        String body = file(noise).substring(0, 20) + new String(bytes, ISO_8859_1) + noise;

        assertThatThrownBy(() -> readAll(body, 7, 64)).isInstanceOf(MalformedMultipartException.class);
    }

    @Test
    void aDelimiterIsFoundAcrossEveryEdgeOfTheBuffer() throws IOException {
        for (int length = 0; length < 200; length++) {
            String content = "x".repeat(length);
            assertThat(readAll(file(content) + end(), 1_000, 64)).containsExactly(binary(content));
        }
    }

    @Test
    void whatStandsAroundThePartsIsSkipped() throws IOException {
        String body = "hello\r\nthere\r\n" + file("a") + "--" + BOUNDARY + " \t\r\n"
                + "content-disposition: FORM-DATA; name=note\r\n\r\nn\r\n" + end() + "bye\r\n--b0undary\r\n";

        assertThat(readAll(body, 1_000, 100)).containsExactly(binary("a"), new Read("note", Optional.empty(), "n"));
    }

    @Test
    void aBodyWithoutPartsHasNone() throws IOException {
        assertThat(readAll(end(), 1_000, 100)).isEmpty();
    }

    @Test
    void askingForTheNextPartSkipsTheRestOfThePresentOne() throws IOException {
        String body = file("a".repeat(10_000)) + file("b") + end();
        MultipartReader reader = new MultipartReader(new ByteArrayInputStream(body.getBytes(UTF_8)), BOUNDARY, 64);
        InputStream first = reader.next().orElseThrow().content();
        assertThat(first.read()).isEqualTo('a');

        InputStream second = reader.next().orElseThrow().content();

        assertThat(second.read()).isEqualTo('b');
        assertThat(second.read()).isEqualTo(-1);
        assertThatThrownBy(first::read)
                .isInstanceOf(IOException.class)
                .hasMessage("the part was left for the next one");
    }

    @Test
    void everyOtherFormIsRefusedWithTheReason() {
        assertRefused("", "the body ends before its closing boundary");
        assertRefused("x".repeat(70_000), "the body does not begin with its boundary");
        assertRefused("--b0undaryx\r\n", "a boundary is followed by something else than a line end");
        assertRefused("--b0undary-\r\n", "a boundary is followed by something else than a line end");
        assertRefused("--b0undary\r\n\r\n", "a part is not form-data");
        assertRefused(part("Content-Disposition: attachment; name=a"), "a part is not form-data");
        assertRefused(part("Content-Disposition: form-data; filename=a"), "a part has no name");
        assertRefused(part("Content-Disposition: form-data; name=\"a"), "a quote in Content-Disposition is not closed");
        assertRefused(part("Content-Disposition: form-data; name"), "a parameter of Content-Disposition has no value");
        assertRefused(part("Content-Disposition: form-data; name=\"a\" b"), "a part has no name");
        assertRefused(
                part("Content-Disposition: form-data; name=a; filename*=latin1''x"), "a file name is not in UTF-8");
        assertRefused(
                part("Content-Disposition: form-data; name=a; filename*=utf-8''%zz"),
                "a file name has a broken escape");
        assertRefused(part("X: " + "x".repeat(17_000)), "the headers of a part are too long");
        assertRefused("--b0undary\r\nX: y\nZ: z\r\n", "a header line does not end as it should");
        assertRefused(file("a").repeat(65) + end(), "there are more than 64 parts");
        assertRefused(file("a") + end() + "x".repeat(70_000), "there is something after the closing boundary");
    }

    @Test
    void theNamesOfAPartAreReadInEverySpelling() throws IOException {
        assertThat(disposition("form-data; name=\"icon\"; filename=\"\""))
                .isEqualTo(new ContentDisposition("icon", Optional.of("")));
        assertThat(disposition("form-data;name=a;filename=b.snap"))
                .isEqualTo(new ContentDisposition("a", Optional.of("b.snap")));
        assertThat(disposition("form-data; filename=\"a\\\"b;c.snap\"; name=\"x\""))
                .isEqualTo(new ContentDisposition("x", Optional.of("a\"b;c.snap")));
        assertThat(disposition("form-data; name=\"x\"; filename*=UTF-8''%c3%a9+.snap"))
                .isEqualTo(new ContentDisposition("x", Optional.of("\u00e9+.snap")));
    }

    @Test
    void theBoundaryIsTakenFromTheContentType() throws IOException {
        assertThat(MultipartReader.boundary("multipart/form-data; boundary=abc"))
                .isEqualTo("abc");
        assertThat(MultipartReader.boundary("Multipart/Form-Data;charset=x; Boundary=\"a b\""))
                .isEqualTo("a b");
        assertThatThrownBy(() -> MultipartReader.boundary("application/json"))
                .hasMessage("the content type is not multipart/form-data");
        assertThatThrownBy(() -> MultipartReader.boundary("multipart/form-data"))
                .hasMessage("the content type names no boundary");
        assertThatThrownBy(() -> new MultipartReader(InputStream.nullInputStream(), "x".repeat(71)))
                .hasMessage("the boundary must be 1 to 70 ASCII characters");
    }

    @Test
    void aFileCountsAsWholeOnlyWhenTheWholeBodyIs() throws IOException {
        assertThat(wholeFile(file("abc") + end())).isEqualTo("abc");
        assertThatThrownBy(() -> wholeFile(file("abc"))).hasMessage("the body ends before its closing boundary");
        assertThatThrownBy(() -> wholeFile(file("abc") + file("d") + end())).hasMessage("there is more than one file");
    }

    private static String wholeFile(String body) throws IOException {
        MultipartReader reader = new MultipartReader(new Trickle(body.getBytes(ISO_8859_1), 5), BOUNDARY, 64);
        return new String(new WholeBody(reader, reader.next().orElseThrow().content()).readAllBytes(), ISO_8859_1);
    }

    private static ContentDisposition disposition(String value) throws IOException {
        return ContentDisposition.parse(value);
    }

    private static String part(String header) {
        return "--" + BOUNDARY + "\r\n" + header + "\r\n\r\n\r\n" + end();
    }

    private static void assertRefused(String body, String reason) {
        assertThatThrownBy(() -> readAll(body, 1_000, 100))
                .isInstanceOf(MalformedMultipartException.class)
                .hasMessage(reason);
    }
}
