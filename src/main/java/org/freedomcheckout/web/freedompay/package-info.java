/** Freedom Pay's calls to us. One servlet for each address. */
@NullMarked
package org.freedomcheckout.web.freedompay;

import org.jspecify.annotations.NullMarked;
