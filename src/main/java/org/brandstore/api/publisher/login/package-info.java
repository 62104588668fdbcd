/** How snapcraft gets, uses and limits its credentials. */
@NullMarked
package org.brandstore.api.publisher.login;

import org.jspecify.annotations.NullMarked;
