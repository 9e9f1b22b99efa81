/** What a stranger can have of us: connections, time, requests, work. */
@NullMarked
package org.freedomcheckout.web.limit;

import org.jspecify.annotations.NullMarked;
