package org.brandstore.api.device.refresh;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.brandstore.api.device.UnreadableJson;
import org.brandstore.refresh.question.QuestionReader;
import org.brandstore.refresh.question.RefreshRequest;

/** Questions are kept as they came over the wire, and read again as they were read then. */
@ApplicationScoped
class WireQuestions implements QuestionReader {
    @Override
    public RefreshRequest read(String text) {
        try {
            return RefreshRequestReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw UnreadableJson.of(e);
        }
    }
}
