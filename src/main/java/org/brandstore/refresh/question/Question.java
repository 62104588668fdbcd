package org.brandstore.refresh.question;

import java.util.List;

/**
 * What one request asks of snaps.
 *
 * @param actions in the order in which they are answered
 * @param busy whether the server has too much to do for updates that nobody waits for
 */
public record Question(List<SnapAction> actions, boolean busy) {
    public Question {
        actions = List.copyOf(actions);
    }
}
