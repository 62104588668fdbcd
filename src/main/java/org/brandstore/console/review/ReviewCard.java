package org.brandstore.console.review;

import java.util.List;
import org.brandstore.console.snap.NoteView;

/**
 * An upload that waits for a reviewer.
 *
 * @param path of the snap's page
 * @param file its name and size
 * @param time when it was uploaded, in ISO 8601
 * @param channels where it is to be released to afterwards, in words; may be empty
 * @param components names and sizes
 * @param reasons why it waits
 * @param findings what else the review saw
 * @param standing what to tell a viewer who cannot decide; empty for one who can
 * @param mayAskAgain whether the viewer may have the automatic review look once more
 * @param reason as it was typed
 */
record ReviewCard(
        String id,
        String snap,
        String path,
        String store,
        String file,
        String uploader,
        String time,
        String channels,
        List<String> components,
        List<NoteView> reasons,
        List<NoteView> findings,
        boolean mayDecide,
        String standing,
        boolean mayAskAgain,
        String reason) {}
