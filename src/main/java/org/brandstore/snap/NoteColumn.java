package org.brandstore.snap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Notes as they are kept in a column: a JSON list. */
final class NoteColumn {
    static final String NONE = "[]";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<SubmissionNote>> NOTES = new TypeReference<>() {};

    private NoteColumn() {}

    static String write(List<SubmissionNote> notes) {
        try {
            return JSON.writeValueAsString(notes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write notes of a submission", e);
        }
    }

    static List<SubmissionNote> read(String column) {
        try {
            return JSON.readValue(column, NOTES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read notes of a submission", e);
        }
    }
}
