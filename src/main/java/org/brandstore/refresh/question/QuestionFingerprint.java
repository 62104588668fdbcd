package org.brandstore.refresh.question;

import java.util.List;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.snap.metadata.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * A number that changes, all but surely, when what a device says or asks does: the same on every replica and for ever,
 * because it is kept. Every device's poll makes it, so it is made of the texts' hashes, which Java defines for ever and
 * computes many characters at a time.
 */
public final class QuestionFingerprint {
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long mix = FNV_START;

    private QuestionFingerprint() {}

    /** Of what a device says it runs and of what it asks. */
    public static long of(DeviceFacts facts, Question question) {
        QuestionFingerprint made = new QuestionFingerprint();
        made.mix(facts.traits().architecture());
        for (ContextSnap snap : facts.installed()) {
            made.mix(snap);
        }
        made.mix(facts.installed().size());
        for (SnapAction action : question.actions()) {
            made.mix(action);
        }
        return made.mix;
    }

    private void mix(ContextSnap snap) {
        InstalledSnap installed = snap.installed();
        mix(installed.instanceKey());
        mix(installed.snapId());
        mix(installed.trackingChannel());
        mix(installed.refreshedDate());
        for (String holder : installed.heldBy()) {
            mix(holder);
        }
        mix(installed.heldBy().size());
        mix(installed.revision());
        mix(snap.epoch());
        mix(snap.cohortKey());
        mix(snap.ignoresValidation() ? 1 : 0);
        mix(snap.validationSets());
    }

    private void mix(SnapAction action) {
        mix(action.kind().wireName());
        mix(action.instanceKey());
        mix(action.snapId());
        mix(action.name());
        WantedRevision wish = action.wish();
        mix(wish.channel());
        mix(wish.revision());
        mix(wish.cohortKey());
        mix(wish.ignoresValidation() == null ? 2 : wish.ignoresValidation() ? 1 : 0);
        mix(wish.validationSets());
        if (action.epoch() != null) {
            mix(action.epoch());
        }
    }

    private void mix(Epoch epoch) {
        for (long number : epoch.read()) {
            mix((int) number);
        }
        mix(-1);
        for (long number : epoch.write()) {
            mix((int) number);
        }
    }

    private void mix(List<List<String>> sets) {
        for (List<String> set : sets) {
            for (String part : set) {
                mix(part);
            }
            mix(set.size());
        }
        mix(sets.size());
    }

    private void mix(@Nullable String text) {
        mix(text == null ? 0 : text.hashCode());
    }

    private void mix(int number) {
        long next = (mix ^ number) * FNV_PRIME;
        mix = next ^ (next >>> 32);
    }
}
