package org.brandstore.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Credential;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.account.credential.NewCredential;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyEnding;
import org.brandstore.account.key.KeyScope;
import org.brandstore.account.person.People;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.collaborator.Collaborators;
import org.brandstore.store.Memberships;
import org.brandstore.store.invitation.Invitations;
import org.brandstore.store.invitation.IssuedInvitation;
import org.brandstore.store.invitation.NewInvitation;
import org.brandstore.testing.DeveloperKeys;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What was ended stays ended, whatever else was going on with it in the same moment. How often the loops fail was measured
 * once, without the versions of the rows, the locks, the triggers that keep what is final, and the second try, and with a use
 * that writes the whole row: of 40 rounds, a withdrawn invitation made a member in 35, a revoked invite a collaborator in 39,
 * and somebody who was disabled and enabled again had something that worked in 36. With a mark of use that writes the
 * revocation as it was read, and without the guard of the table, a revoked credential worked again in 15 of 15.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LostUpdatesIT {
    private static final Actor ACTOR = Actor.system("test");
    private static final int ROUNDS = 15;

    @Inject
    Publishers publishers;

    @Inject
    Credentials credentials;

    @Inject
    People people;

    @Inject
    Invitations invitations;

    @Inject
    Memberships members;

    @Inject
    Collaborators collaborators;

    @Inject
    AccountKeys keys;

    @Inject
    ChangeLog log;

    @Inject
    EntityManager database;

    @Inject
    Clock clock;

    private Brand brand;
    private Person ana;

    @BeforeEach
    void somebodyOfABrand() {
        brand = publishers.brand();
        ana = publishers.person(brand, Role.ADMIN);
    }

    private IssuedCredential token() {
        return credentials.issue(
                new NewCredential(
                        ana.id(),
                        CredentialKind.TOKEN,
                        "a token",
                        Set.of(Permission.PACKAGE_ACCESS),
                        CredentialLimits.none(),
                        clock.instant().plus(Duration.ofDays(1))),
                ACTOR);
    }

    /** The use reads what is there before the revocation is committed, and writes after it. */
    @Test
    void aCredentialThatIsRevokedWhileItIsUsedStaysRevoked() throws Exception {
        int alive = 0;
        for (int round = 0; round < ROUNDS; round++) {
            IssuedCredential token = token();
            Thread use = new Thread(() -> credentials.find(token.secret()));
            QuarkusTransaction.requiringNew().run(() -> {
                credentials.revoke(token.credential().id(), ACTOR);
                database.flush();
                use.start();
                join(use, Duration.ofMillis(100));
            });
            join(use, Duration.ofSeconds(20));
            alive += credentials.find(token.secret()).isPresent() ? 1 : 0;
        }
        assertThat(alive)
                .as("ended keys that devices are told to believe, of 10")
                .isZero();
    }

    private static void join(Thread thread, Duration longest) {
        try {
            thread.join(longest.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Callable<?> revoke(Credential credential) {
        return () -> {
            credentials.revoke(credential.id(), ACTOR);
            return true;
        };
    }

    @Test
    void aCredentialIsRevokedOnceHoweverManyRevokeIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            Credential credential = token().credential();
            assertThat(AtOnce.run(revoke(credential), revoke(credential), revoke(credential)))
                    .containsOnly(true);
            assertThat(log.ofBrand(brand.account(), Long.MAX_VALUE, 1000))
                    .filteredOn(change -> change.subject().equals("credential/" + credential.id()))
                    .extracting(RecordedChange::action)
                    .containsExactly("credential.revoked", "credential.issued");
        }
    }

    @Test
    void nothingThatSomebodyHadWorksAfterTheyWereDisabledAndEnabled() throws Exception {
        int alive = 0;
        for (int round = 0; round < ROUNDS; round++) {
            IssuedCredential token = token();
            List<IssuedCredential> late = new ArrayList<>();
            AtOnce.run(
                    () -> credentials.find(token.secret()),
                    () -> {
                        people.disable(ana.id(), "left", ACTOR);
                        return true;
                    },
                    () -> late.add(token()),
                    () -> credentials.find(token.secret()));
            people.enable(ana.id(), ACTOR);
            alive += credentials.find(token.secret()).isPresent() ? 1 : 0;
            alive +=
                    late.stream().anyMatch(one -> credentials.find(one.secret()).isPresent()) ? 1 : 0;
        }
        assertThat(alive)
                .as("ended keys that devices are told to believe, of 10")
                .isZero();
    }

    @Test
    void aWithdrawnInvitationLetsNobodyIn() throws Exception {
        int wrong = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Person guest = publishers.person(publishers.brand());
            IssuedInvitation invited = invitations.invite(
                    new NewInvitation(brand.store(), guest.email(), "Guest", Set.of(Role.PUBLISHER)), ana);
            String token = invited.link().orElseThrow().replaceAll(".*#", "");
            List<Boolean> done = AtOnce.run(
                    () -> {
                        invitations.join(token, guest);
                        return true;
                    },
                    () -> {
                        invitations.withdraw(brand.store(), invited.invitation().id(), ACTOR);
                        return true;
                    });
            boolean joined = !members.roles(guest.id(), brand.store()).isEmpty();
            wrong += done.get(0).equals(done.get(1)) || joined != done.get(0) ? 1 : 0;
        }
        assertThat(wrong).isZero();
    }

    @Test
    void aRevokedInviteMakesNobodyACollaborator() throws Exception {
        int wrong = 0;
        SnapId snap = new SnapId(Publishers.register(publishers.token(ana), brand, publishers.unique("app")));
        Collaborators.Subject subject = new Collaborators.Subject(snap, brand.account());
        for (int round = 0; round < ROUNDS; round++) {
            Person guest = publishers.person(publishers.brand());
            String token = collaborators.invite(subject, guest.email(), ana.id(), ACTOR);
            List<Boolean> done = AtOnce.run(() -> collaborators.accept(token, guest, ACTOR), () -> {
                collaborators.revoke(subject, guest.email(), ACTOR);
                return true;
            });
            boolean works = collaborators.snapsOf(guest.id()).contains(snap);
            wrong += done.get(0).equals(done.get(1)) || works != done.get(0) ? 1 : 0;
        }
        assertThat(wrong).isZero();
    }

    /** Whatever a program that does not know better writes. */
    @Test
    void theDatabaseKeepsWhatIsFinal() {
        IssuedCredential token = token();
        credentials.revoke(token.credential().id(), ACTOR);
        IssuedInvitation invited =
                invitations.invite(new NewInvitation(brand.store(), "x@y.example", "Guest", Set.of(Role.VIEWER)), ana);
        invitations.withdraw(brand.store(), invited.invitation().id(), ACTOR);

        refuses(
                "update credential set revoked_at = null where id = ?1",
                token.credential().id().value());
        refuses("delete from credential where id = ?1", token.credential().id().value());
        refuses(
                "update invitation set withdrawn_at = null where id = ?1",
                invited.invitation().id());
        refuses(
                "update invitation set accepted_at = now(), accepted_by = invited_by where id = ?1",
                invited.invitation().id());
        refuses("delete from audit_entry where brand_id = ?1", brand.account().value());
        refuses("truncate audit_entry");
    }

    @Test
    void whatIsNotDeletedIsNotEmptiedEither() {
        String kept = "select count(distinct tgrelid) from pg_trigger t where not tgisinternal and tgtype & 11 = 11";
        assertThat(publishers.count(kept)).isGreaterThan(20);
        assertThat(publishers.count(kept + " and not exists"
                        + " (select 1 from pg_trigger e where e.tgrelid = t.tgrelid and e.tgtype & 32 = 32)"))
                .isZero();
        refuses("truncate proposal_vote");
        refuses("truncate snap_revision cascade");
    }

    /** Registering does not revive a key, also in the moment in which it ends. */
    @Test
    void aKeyThatEndsWhileItIsRegisteredAgainHasEnded() throws Exception {
        int alive = 0;
        for (int round = 0; round < 10; round++) {
            AssertionSigner signer = TestAuthority.newSigner();
            Person owner = publishers.person(publishers.brand(), Role.PUBLISHER);
            AccountId account = owner.account();
            Assertion request = AssertionDecoder.decode(
                    DeveloperKeys.request(account.value(), "laptop", signer).getBytes(StandardCharsets.UTF_8));
            keys.register(account, request, KeyScope.ANY, ACTOR);
            KeyId key = signer.publicKey().id();
            AtOnce.run(
                    () -> keys.register(account, request, KeyScope.ANY, ACTOR),
                    () -> keys.end(account, key, KeyEnding.theft("lost"), ACTOR),
                    () -> keys.register(account, request, KeyScope.ANY, ACTOR));
            boolean told = publishers.count("""
                            select count(*) from (select headers from assertion where type = 'account-key'
                                and primary_key = ?1 order by revision desc limit 1) newest
                            where exists (select from unnest(headers) h where starts_with(h, 'until='))""", key.value()) == 1;
            boolean usable = !keys.usableOf(owner.id()).isEmpty()
                    || keys.of(account).getFirst().isUsableAt(clock.instant());
            alive += usable || !told ? 1 : 0;
        }
        assertThat(alive)
                .as("ended keys that devices are told to believe, of 10")
                .isZero();
    }

    private void refuses(String statement, Object... parameters) {
        assertThatThrownBy(() -> publishers.sql(statement, parameters))
                .as(statement)
                .isNotNull();
    }
}
