package org.brandstore.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.naming.Revision;
import org.junit.jupiter.api.Test;

class AuditJsonTest {
    @Test
    void keysStandInOrderWhateverOrderTheyCameIn() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", Map.of("z", true, "y", false));
        map.put("aa", List.of("x", 2L));
        assertThat(AuditJson.write(map)).isEqualTo("{\"a\":{\"y\":false,\"z\":true},\"aa\":[\"x\",2],\"b\":1}");
    }

    @Test
    void textsUseTheShortestEscapes() {
        assertThat(AuditJson.write("\"\\/\b\f\n\r\t\u0001\u001f \u007f é \ud83d\ude00"))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f \u007f é \ud83d\ude00\"");
    }

    @Test
    void whatIsAbsentIsNull() {
        assertThat(AuditJson.write(Arrays.asList(null, Optional.empty(), Optional.of("x"))))
                .isEqualTo("[null,null,\"x\"]");
    }

    @Test
    void namesAreWrittenAsTheyPrint() {
        assertThat(AuditJson.write(List.of(new Revision(3)))).isEqualTo("[\"3\"]");
    }

    @Test
    void emptyContainersAreWritten() {
        assertThat(AuditJson.write(List.of(Map.of(), List.of()))).isEqualTo("[{},[]]");
    }

    @Test
    void fractionsAreRefusedBecauseTheyHaveManySpellings() {
        assertThatThrownBy(() -> AuditJson.write(1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
