package org.brandstore.api.device.refresh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.Viewer;
import org.brandstore.refresh.question.DeviceFacts;
import org.brandstore.refresh.question.Question;
import org.brandstore.refresh.question.QuestionFingerprint;
import org.brandstore.refresh.question.RefreshRequest;

/** What the store keeps of a device that has asked before. */
public final class SeededQuestion {
    private SeededQuestion() {}

    /** Of a device for this architecture that sends this body. */
    public static long fingerprint(String architecture, String body) throws IOException {
        RefreshRequest request = RefreshRequestReader.read(body.getBytes(StandardCharsets.UTF_8));
        DeviceFacts facts = new DeviceFacts(
                new Viewer.Stranger(), new Asker.Traits(architecture, true, true), true, request.context());
        return QuestionFingerprint.of(facts, new Question(request.actions(), false));
    }
}
