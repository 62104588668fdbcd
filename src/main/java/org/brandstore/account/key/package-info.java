/** The keys that accounts sign with: asked for, registered, listed, ended. */
@NullMarked
package org.brandstore.account.key;

import org.jspecify.annotations.NullMarked;
