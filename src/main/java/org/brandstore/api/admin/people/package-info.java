/** The admin API for people, their tokens and their keys. */
@NullMarked
package org.brandstore.api.admin.people;

import org.jspecify.annotations.NullMarked;
