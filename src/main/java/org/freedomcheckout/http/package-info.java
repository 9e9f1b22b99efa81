/** Calls to other servers over HTTP. */
@NullMarked
package org.freedomcheckout.http;

import org.jspecify.annotations.NullMarked;
