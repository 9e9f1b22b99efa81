/** What is done again and again beside the requests. */
@NullMarked
package org.freedomcheckout.ticker;

import org.jspecify.annotations.NullMarked;
