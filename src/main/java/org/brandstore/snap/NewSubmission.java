package org.brandstore.snap;

import java.util.List;
import java.util.OptionalLong;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;

/**
 * What is asked for when an uploaded file is to become a revision.
 *
 * @param uploadId as the upload was answered
 * @param declaredSize what the client takes for the size of the file, if it said
 */
public record NewSubmission(SnapId snap, String uploadId, List<Channel> channels, OptionalLong declaredSize) {
    public NewSubmission {
        channels = List.copyOf(channels);
    }

    @Override
    public String toString() {
        return "NewSubmission[" + snap + ", " + channels + "]";
    }
}
