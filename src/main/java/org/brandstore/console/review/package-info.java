/** The page of uploads that wait for review. */
@NullMarked
package org.brandstore.console.review;

import org.jspecify.annotations.NullMarked;
