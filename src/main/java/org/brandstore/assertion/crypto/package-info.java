/** Keys and signatures of assertions: OpenPGP packets inside a base64 envelope (assertions.md 1.6, 1.7). */
@NullMarked
package org.brandstore.assertion.crypto;

import org.jspecify.annotations.NullMarked;
