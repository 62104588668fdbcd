package org.brandstore.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldLocksTest {
    private final HeldLocks held = new HeldLocks();

    @Test
    void nothingIsTakenThatStandsBeforeWhatIsHeld() {
        held.add(Lock.PROPOSAL, "close-channel/a");
        assertThat(held.objection(Lock.SNAP, "a")).contains("SNAP comes before PROPOSAL");
        assertThat(held.objection(Lock.ACCOUNT, "a")).isEmpty();
    }

    @Test
    void whatIsHeldIsTakenAgainAtAnyTime() {
        held.add(Lock.SNAP, "a");
        held.add(Lock.PROPOSAL, "close-channel/a");
        assertThat(held.objection(Lock.SNAP, "a")).isEmpty();
        assertThat(held.objection(Lock.SNAP, "b")).isPresent();
    }

    @Test
    void severalOfOneKindAreTakenByName() {
        held.add(Lock.SNAP, "b");
        assertThat(held.objection(Lock.SNAP, "a")).contains("SNAP a comes before SNAP b");
        assertThat(held.objection(Lock.SNAP, "c")).isEmpty();
    }

    @Test
    void assertionsComeAfterThoseTheyNeedWhateverTheirNames() {
        held.add(Lock.ASSERTION, "snap-declaration/16/z");
        assertThat(held.objection(Lock.ASSERTION, "account/a")).isEmpty();
    }

    @Test
    void forWhatATransactionMadeNobodyWaits() {
        held.make(Lock.ACCOUNT, "new");
        assertThat(held.objection(Lock.PROPOSAL, "roles/a")).isEmpty();
        held.add(Lock.PROPOSAL, "roles/a");
        held.add(Lock.ASSERTION, "account/other");
        assertThat(held.objection(Lock.ACCOUNT, "new")).isEmpty();
    }

    /** So its place in the order is of no matter: nobody waits for it but for the lock around it. */
    @Test
    void whatIsLockedUnderAnotherLockNeedsThat() {
        assertThat(held.objection(Lock.RELEASE_REQUEST, "r"))
                .contains("RELEASE_REQUEST is taken only by who holds SNAP");
        held.add(Lock.SNAP, "a");
        held.add(Lock.PROPOSAL, "close-channel/a");
        assertThat(held.objection(Lock.RELEASE_REQUEST, "r")).isEmpty();
        held.add(Lock.RELEASE_REQUEST, "r");
        assertThat(held.objection(Lock.ACCOUNT, "a")).isEmpty();
    }
}
