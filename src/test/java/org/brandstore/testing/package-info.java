/** What tests of several packages share. */
package org.brandstore.testing;
