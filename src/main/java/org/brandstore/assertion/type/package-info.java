/** What each of the 26 assertion types demands of its headers and of the database (assertions.md 3). */
@NullMarked
package org.brandstore.assertion.type;

import org.jspecify.annotations.NullMarked;
