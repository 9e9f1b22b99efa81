/** The merchant API, JSON. One servlet for each address. */
@NullMarked
package org.freedomcheckout.web.merchant;

import org.jspecify.annotations.NullMarked;
