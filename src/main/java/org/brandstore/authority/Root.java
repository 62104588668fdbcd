package org.brandstore.authority;

import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;

/**
 * This server's own root of trust.
 *
 * @param account to which all trust belongs
 * @param rootKey what devices have built in
 * @param rootKeyHeld whether the private half is on this server
 */
public record Root(AccountId account, KeyId rootKey, boolean rootKeyHeld) {}
