package org.brandstore.snap.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.brandstore.naming.ShownText;
import org.brandstore.snap.yaml.YamlSource.TabException;

/**
 * Reads a YAML file of foreign origin. It takes the parser's events one by one and never lets it build objects or nodes,
 * so that what is kept in memory is bounded by the limits and not by what a megabyte of brackets can grow to.
 */
public final class YamlReader {
    /** Each makes the file be read once more, so there cannot be many. */
    private static final int MOST_TABS = 50;

    private static final int MARK_LENGTH = 2;
    private static final int BYTE = 0xFF;
    private static final int LITTLE_ENDIAN = 0xFFFE;
    private static final int BIG_ENDIAN = 0xFEFF;

    private final YamlLimits limits;

    public YamlReader(YamlLimits limits) {
        this.limits = limits;
    }

    /**
     * Decodes the bytes of a file, which must be UTF-8, or UTF-16 with a byte order mark.
     *
     * @param file its path in the snap, for messages
     * @return without the mark
     * @throws org.brandstore.problem.StoreException INVALID_SNAP, also for texts with characters that no file may hold
     */
    public static String decode(String file, byte[] bytes) {
        Charset charset = StandardCharsets.UTF_8;
        if (bytes.length >= MARK_LENGTH) {
            charset = switch (((bytes[0] & BYTE) << Byte.SIZE) | (bytes[1] & BYTE)) {
                case LITTLE_ENDIAN -> StandardCharsets.UTF_16LE;
                case BIG_ENDIAN -> StandardCharsets.UTF_16BE;
                default -> StandardCharsets.UTF_8;
            };
        }
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.startsWith("\uFEFF\uFEFF")) {
                throw BadYaml.at(file, "", "it has two byte order marks; leave them out");
            }
            return withoutMark(text);
        } catch (CharacterCodingException e) {
            throw BadYaml.at(file, "", "it is not valid " + charset);
        }
    }

    /**
     * Reads a file that must be a map.
     *
     * @param file its path in the snap, for messages
     * @throws org.brandstore.problem.StoreException INVALID_SNAP with the line, or the keys that lead to the place
     */
    public YamlFields read(String file, String text) {
        return YamlFields.ofDocument(file, value(file, text));
    }

    /**
     * Reads a file that must be a map or say nothing: it may be empty, hold comments only, or a null.
     *
     * @param file its path in the snap, for messages
     * @throws org.brandstore.problem.StoreException INVALID_SNAP with the line, or the keys that lead to the place
     */
    public YamlFields readOrNone(String file, String text) {
        return YamlFields.ofDocumentOrNone(file, value(file, text));
    }

    private YamlValue value(String file, String text) {
        // the parser takes U+0085 for the end of a line, and so does the device
        ShownText.problemInLines(text.replace('\u0085', '\n')).ifPresent(problem -> {
            throw BadYaml.at(file, "", "it holds " + problem + ", which no text may");
        });
        YamlSource source = new YamlSource(withoutMark(text));
        source.strangeDirective().ifPresent(directive -> {
            throw BadYaml.at(file, "", "a device reads YAML 1.1; leave out the line " + directive);
        });
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            try {
                return new YamlDocument(file, source, limits).read();
            } catch (TabException e) {
                source = source.withoutTab(e);
            }
        }
        throw BadYaml.at(file, "", "tabs stand where blanks should; write blanks");
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
