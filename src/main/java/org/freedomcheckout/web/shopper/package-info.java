/** The shopper's pages. One servlet for each address. */
@NullMarked
package org.freedomcheckout.web.shopper;

import org.jspecify.annotations.NullMarked;
