/** Who acts here: accounts of brands and publishers, their keys, their people and what these may do. */
@NullMarked
package org.brandstore.account;

import org.jspecify.annotations.NullMarked;
