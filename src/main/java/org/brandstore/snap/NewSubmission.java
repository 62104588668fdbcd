package org.brandstore.snap;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

/**
 * What is asked for when an uploaded file is to become a revision.
 *
 * @param uploadId as the upload was answered
 * @param declaredSize what the client takes for the size of the file, if it said
 * @param components the uploads of component files that go with it
 */
public record NewSubmission(
        SnapId snap,
        String uploadId,
        List<Channel> channels,
        OptionalLong declaredSize,
        Map<SnapName, String> components) {
    public NewSubmission {
        channels = List.copyOf(channels);
        components = Map.copyOf(components);
    }

    /** Without components. */
    public NewSubmission(SnapId snap, String uploadId, List<Channel> channels, OptionalLong declaredSize) {
        this(snap, uploadId, channels, declaredSize, Map.of());
    }

    @Override
    public String toString() {
        return "NewSubmission[" + snap + ", " + channels + "]";
    }
}
