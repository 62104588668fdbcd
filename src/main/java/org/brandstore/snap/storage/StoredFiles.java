package org.brandstore.snap.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.brandstore.blob.BlobStore;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Which files of the blob store are in use. Whoever writes a digest down calls {@link #keep} in the same transaction:
 * between the moment when a file was put and that transaction, the same file may have been removed as one of nobody's.
 */
@ApplicationScoped
public class StoredFiles {
    private final EntityManager database;
    private final Locks locks;
    private final BlobStore blobs;

    StoredFiles(EntityManager database, Locks locks, BlobStore blobs) {
        this.database = database;
        this.locks = locks;
        this.blobs = blobs;
    }

    /**
     * Makes sure that the file is there, and stays there until the transaction is over.
     *
     * @throws StoreException {@link ErrorCode#UNAVAILABLE} if it is not there, any more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Sha3_384 digest) {
        locks.share(Lock.BLOB, digest.hex());
        requireThere(digest);
    }

    /** Puts a small file that is going to be written down in this transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Sha3_384 put(byte[] content) {
        Sha3_384 digest =
                blobs.put(new ByteArrayInputStream(content), content.length).digest();
        locks.share(Lock.BLOB, digest.hex());
        requireThere(digest);
        return digest;
    }

    /** The digests of all files that something refers to. */
    @Transactional
    public Set<String> used() {
        List<?> rows = database.createNativeQuery("select distinct sha3_384 from blob_use", String.class)
                .getResultList();
        Set<String> used = HashSet.newHashSet(rows.size());
        rows.forEach(row -> used.add((String) row));
        return used;
    }

    /**
     * Removes the file unless something refers to it.
     *
     * @return whether it was removed
     */
    @Transactional
    public boolean removeUnused(Sha3_384 digest) {
        locks.take(Lock.BLOB, digest.hex());
        if (isUsed(digest)) {
            return false;
        }
        blobs.delete(digest);
        return true;
    }

    private void requireThere(Sha3_384 digest) {
        if (blobs.stat(digest).isEmpty()) {
            throw new StoreException(
                    ErrorCode.UNAVAILABLE, "cannot keep the file: it was removed meanwhile; send it again");
        }
    }

    private boolean isUsed(Sha3_384 digest) {
        return (Boolean)
                database.createNativeQuery("select exists (select 1 from blob_use where sha3_384 = ?1)", Boolean.class)
                        .setParameter(1, digest.hex())
                        .getSingleResult();
    }
}
