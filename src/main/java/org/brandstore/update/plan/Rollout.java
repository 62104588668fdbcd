package org.brandstore.update.plan;

import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SerialNumber;

/**
 * A channel on its way to a revision: a share of the devices is offered it. Every replica says the same of a device, and a
 * larger share has everybody of a smaller one (update-control.md 5.4).
 *
 * @param revision what the share is offered
 * @param percentage 1 to 99
 * @param paused whether nobody new gets it
 * @param places which devices come first
 */
public record Rollout(Revision revision, int percentage, boolean paused, DeviceOrder places) {
    /**
     * Whether the revision is for this device. One that runs it already keeps it, also when the share shrinks or nobody new
     * comes into it.
     *
     * @param installed the revision that the device runs, 0 for none
     */
    public boolean reaches(AccountId brand, ModelName model, SerialNumber serial, int installed) {
        return installed == revision.value() || (!paused && places.of(brand, model, serial) * 100 < percentage);
    }

    /** The same with nobody new in it. */
    Rollout halted() {
        return new Rollout(revision, percentage, true, places);
    }

    @Override
    public String toString() {
        return percentage + " % on their way to revision " + revision + (paused ? ", paused" : "");
    }
}
