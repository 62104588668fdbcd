/** Mail that this store sends to people, through a server that the operator names. */
@NullMarked
package org.brandstore.mail;

import org.jspecify.annotations.NullMarked;
