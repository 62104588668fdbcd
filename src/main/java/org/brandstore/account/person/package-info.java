/** People: who they are, how they prove it by password, and what becomes of them. */
@NullMarked
package org.brandstore.account.person;

import org.jspecify.annotations.NullMarked;
