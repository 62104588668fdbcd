package org.brandstore.snap.yaml;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads a YAML file of foreign origin. It takes the parser's events one by one and never lets it build objects or nodes,
 * so that what is kept in memory is bounded by the limits and not by what a megabyte of brackets can grow to.
 */
public final class YamlReader {
    private final YamlLimits limits;

    public YamlReader(YamlLimits limits) {
        this.limits = limits;
    }

    /**
     * Decodes the bytes of a file, which must be UTF-8.
     *
     * @param file its path in the snap, for messages
     * @throws org.brandstore.problem.StoreException INVALID_SNAP
     */
    public static String decode(String file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw BadYaml.at(file, "", "it is not valid UTF-8");
        }
    }

    /**
     * Reads a file that must be a map.
     *
     * @param file its path in the snap, for messages
     * @throws org.brandstore.problem.StoreException INVALID_SNAP with the line, or the keys that lead to the place
     */
    public YamlFields read(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Math.max(1, text.length()));
        options.setProcessComments(false);
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var events = new Yaml(options).parse(new StringReader(withoutMark)).iterator();
        return YamlFields.ofDocument(file, new YamlDocument(file, events, limits).read());
    }
}
