/** Who the publisher is and what belongs to them. */
@NullMarked
package org.brandstore.api.publisher.account;

import org.jspecify.annotations.NullMarked;
