package org.brandstore.authority;

import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

/**
 * One file of a component.
 *
 * @param name of the component within its snap
 * @param revision of the component
 * @param size of the file in bytes
 */
public record ResourceFile(SnapId snap, SnapName name, Revision revision, Sha3_384 digest, long size) {}
