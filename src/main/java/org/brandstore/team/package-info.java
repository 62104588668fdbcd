/** Who gets which roles in a brand, where nobody may give them alone. */
@NullMarked
package org.brandstore.team;

import org.jspecify.annotations.NullMarked;
