/** The admin API for devices and their serials. */
@NullMarked
package org.brandstore.api.admin.device;

import org.jspecify.annotations.NullMarked;
