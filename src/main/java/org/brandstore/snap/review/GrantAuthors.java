package org.brandstore.snap.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.account.person.Selves;
import org.brandstore.naming.SnapId;

/**
 * Who granted what a snap's declaration grants. What somebody granted does not let pass what they upload themselves, even if
 * they had nothing to do with the snap when they granted it.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class GrantAuthors {
    private final EntityManager database;
    private final Selves selves;
    private final Clock clock;

    GrantAuthors(EntityManager database, Selves selves, Clock clock) {
        this.database = database;
        this.selves = selves;
        this.clock = clock;
    }

    /** Whether the grants of now are the word of the person, or of who may be the same one. */
    public boolean isAuthor(PersonId person, SnapId snap) {
        List<?> authors = database.createNativeQuery("select granted_by from snap_grant where snap_id = ?1", UUID.class)
                .setParameter(1, snap.value())
                .getResultList();
        return authors.stream()
                .map(UUID.class::cast)
                .map(PersonId::new)
                .anyMatch(author -> selves.areOne(author, person));
    }

    /** The person has granted what is granted now; whether that was somebody else's word before. */
    public boolean note(PersonId person, SnapId snap) {
        return database.createNativeQuery(
                                "insert into snap_grant as held (snap_id, granted_by, granted_at) values (?1, ?2, ?3)"
                                        + " on conflict (snap_id) do update set granted_by = excluded.granted_by,"
                                        + " granted_at = excluded.granted_at where held.granted_by <> excluded.granted_by")
                        .setParameter(1, snap.value())
                        .setParameter(2, person.value())
                        .setParameter(3, clock.instant())
                        .executeUpdate()
                > 0;
    }
}
