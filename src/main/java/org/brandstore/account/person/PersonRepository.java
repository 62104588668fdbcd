package org.brandstore.account.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;

@ApplicationScoped
class PersonRepository implements PanacheRepositoryBase<PersonEntity, UUID> {
    private final Locks locks;

    PersonRepository(Locks locks) {
        this.locks = locks;
    }

    /** Whose address it is. */
    public Optional<PersonEntity> findProven(String email) {
        return find("email = ?1 and emailProven", email).firstResultOptional();
    }

    /** Whom a brand knows by the address, though nobody has shown that it is theirs. */
    public Optional<PersonEntity> findUnproven(String email, String home) {
        return find("email = ?1 and not emailProven and accountId = ?2", email, home)
                .firstResultOptional();
    }

    /** Whose own account it is. */
    public Optional<PersonEntity> findByAccount(String account) {
        return find("ownAccountId", account).firstResultOptional();
    }

    /** Adds somebody, whom nobody else sees until the commit. */
    public void add(PersonEntity person) {
        persist(person);
        locks.made(Lock.PERSON, person.id.toString());
    }

    /** The row, which no other transaction changes until the commit. */
    public Optional<PersonEntity> findLocked(UUID person) {
        return locks.row(Lock.PERSON, PersonEntity.class, person);
    }

    /** Reads the row again, locked likewise. */
    public void refreshLocked(PersonEntity row) {
        locks.refresh(Lock.PERSON, row, row.id);
    }

    /** Everybody with the address: whose it is comes first. */
    public List<PersonEntity> allOf(String email) {
        return list(
                "email = ?1", Sort.descending("emailProven").and("createdAt").and("id"), email);
    }
}
