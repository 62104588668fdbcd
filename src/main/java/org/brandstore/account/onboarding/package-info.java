/** How a brand comes to be: its account, its first key, its first administrator. */
@NullMarked
package org.brandstore.account.onboarding;

import org.jspecify.annotations.NullMarked;
