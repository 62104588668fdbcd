/** Device models: signed with the brand's key or accepted as signed, and how their devices get serials. */
@NullMarked
package org.brandstore.model;

import org.jspecify.annotations.NullMarked;
