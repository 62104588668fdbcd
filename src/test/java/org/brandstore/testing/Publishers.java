package org.brandstore.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.NewAccount;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialId;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.account.credential.NewCredential;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyScope;
import org.brandstore.account.person.NewPerson;
import org.brandstore.account.person.People;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.snap.Submissions;
import org.brandstore.snap.review.ReviewAction;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.snap.review.ReviewPolicies;
import org.brandstore.snap.review.ReviewPolicy;
import org.brandstore.store.Memberships;
import org.brandstore.store.NewStore;
import org.brandstore.store.Stores;

/** Brands, people and their tools for the tests of the publisher face. Each brand has names of its own, so tests do not meet. */
@ApplicationScoped
public class Publishers {
    public static final String PASSWORD = "correct horse battery staple";
    private static final Actor ACTOR = Actor.system("test");

    /** A brand with one store. */
    public record Brand(AccountId account, StoreId store) {}

    private final EntityManager database;
    private final Accounts accounts;
    private final AccountKeys keys;
    private final People people;
    private final Credentials credentials;
    private final Stores stores;
    private final Memberships members;
    private final ReviewPolicies reviews;
    private final Submissions submissions;

    Publishers(
            EntityManager database,
            Accounts accounts,
            AccountKeys keys,
            People people,
            Credentials credentials,
            Stores stores,
            Memberships members,
            ReviewPolicies reviews,
            Submissions submissions) {
        this.database = database;
        this.accounts = accounts;
        this.keys = keys;
        this.people = people;
        this.credentials = credentials;
        this.stores = stores;
        this.members = members;
        this.reviews = reviews;
        this.submissions = submissions;
    }

    /** A name that no other test has: they share one database. */
    public String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public Brand brand() {
        AccountId account = account();
        return new Brand(account, store(account));
    }

    public StoreId store(AccountId brand) {
        StoreId store = new StoreId(unique("store"));
        stores.create(new NewStore(store, brand, "A store"), ACTOR);
        return store;
    }

    public AccountId account() {
        String id = unique("brand");
        return accounts.create(new NewAccount(new AccountId(id), "Brand", id, "unproven"), ACTOR)
                .id();
    }

    /** Somebody whom the brand brought, with these roles in its store. */
    public Person person(Brand brand, Role... roles) {
        return person(brand, brand.account(), roles);
    }

    /** @param home the brand that brought them */
    public Person person(Brand brand, AccountId home, Role... roles) {
        Person person = people.create(new NewPerson(unique("p") + "@acme.example", "Ana", home), ACTOR);
        for (Role role : roles) {
            members.grant(person.id(), brand.store(), role, ACTOR);
        }
        return person;
    }

    /** A key that speaks for the brand, whose private half its keeper has. */
    public AssertionSigner brandKey(Brand brand) {
        AssertionSigner signer = TestAuthority.newSigner();
        String request = DeveloperKeys.request(brand.account().value(), unique("k"), signer);
        keys.register(brand.account(), AssertionDecoder.decode(request.getBytes(UTF_8)), KeyScope.ANY, ACTOR);
        return signer;
    }

    /** Lets somebody sign in with {@link #PASSWORD}. */
    public void setPassword(Person person) {
        people.setPassword(person.id(), PASSWORD.toCharArray(), ACTOR);
    }

    /** Does what only the database's keeper can. */
    public void sql(String statement, Object... parameters) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = database.createNativeQuery(statement);
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            query.executeUpdate();
        });
    }

    public UUID newestSubmission(SnapId snap) {
        return submissions.of(snap).getFirst().id();
    }

    /** Lets the store of the brand accept what this check finds. */
    public void letPass(Brand brand, ReviewCheck check) {
        ReviewPolicy policy = reviews.of(brand.store()).with(check, ReviewAction.NOTE);
        reviews.set(stores.require(brand.store()), policy, "test", ACTOR);
    }

    public long count(String query, Object... parameters) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var counting = database.createNativeQuery(query);
            for (int i = 0; i < parameters.length; i++) {
                counting.setParameter(i + 1, parameters[i]);
            }
            return ((Number) counting.getSingleResult()).longValue();
        });
    }

    public void disable(Person person) {
        people.disable(person.id(), "test", ACTOR);
    }

    public void revoke(CredentialId credential) {
        credentials.revoke(credential, ACTOR);
    }

    public void grant(Person person, StoreId store, Role role) {
        members.grant(person.id(), store, role, ACTOR);
    }

    /** A token with all permissions. */
    public String token(Person person) {
        return issue(person, CredentialKind.TOKEN, EnumSet.allOf(Permission.class), CredentialLimits.none())
                .secret();
    }

    public IssuedCredential issue(
            Person person, CredentialKind kind, Set<Permission> permissions, CredentialLimits limits) {
        Instant end = Instant.now().plus(Duration.ofDays(1));
        return credentials.issue(new NewCredential(person.id(), kind, "test", permissions, limits, end), ACTOR);
    }

    public static RequestSpecification as(String token) {
        return given().header("Authorization", "macaroon " + token);
    }

    public static RequestSpecification json(String token, Object body) {
        return as(token).contentType("application/json").body(body);
    }

    public static String register(String token, Brand brand, String name) {
        return json(
                        token,
                        Map.of(
                                "snap_name",
                                name,
                                "series",
                                "16",
                                "store",
                                brand.store().value()))
                .post("/dev/api/register-name/")
                .then()
                .statusCode(201)
                .extract()
                .path("snap_id");
    }

    public static String upload(byte[] file) {
        return given().multiPart("binary", "x.snap", file, "application/octet-stream")
                .post("/unscanned-upload/")
                .then()
                .statusCode(200)
                .extract()
                .path("upload_id");
    }

    /** Pushes a file to the end of its way; the last status. */
    public static Response push(String token, String name, byte[] file, String... channels) {
        Map<String, Object> body = Map.of(
                "name",
                name,
                "series",
                "16",
                "updown_id",
                upload(file),
                "binary_filesize",
                file.length,
                "source_uploaded",
                false,
                "channels",
                channels);
        String url = json(token, body)
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(202)
                .extract()
                .path("status_details_url");
        return awaitProcessed(token, url.substring(url.indexOf("/dev/api")));
    }

    public static Response awaitProcessed(String token, String path) {
        for (int poll = 0; poll < 900; poll++) {
            Response status = as(token).get(path);
            status.then().statusCode(200);
            if (status.<Boolean>path("processed")) {
                return status;
            }
            pause();
        }
        throw new AssertionError("the submission was not processed in time");
    }

    public static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
